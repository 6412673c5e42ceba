using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// What one client address may ask for: <paramref name="Free"/> at once, one more per <paramref name="Drain"/>; beyond that it waits, twice as long each
/// time.
/// </summary>
internal sealed record ClientLimit(string Name, int Free, TimeSpan Drain, TimeSpan FirstWait, TimeSpan LongestWait)
{
    /// <summary>Failed sign-ins, whatever the account: who tries one password on many accounts is stopped here.</summary>
    public static ClientLimit FailedSignIns { get; } = new("sign-in", 20, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));

    /// <summary>Sign-ups, which can be used to ask whether an address has an account.</summary>
    public static ClientLimit SignUps { get; } = new("sign-up", 10, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    /// <summary>Requests that make us send a mail to somebody.</summary>
    public static ClientLimit Mails { get; } = new("mail", 10, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    /// <summary>Requests of one account for another address.</summary>
    public static ClientLimit EmailChanges { get; } = new("email-change", 4, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    /// <summary>Secrets of mailed links that somebody presents.</summary>
    public static ClientLimit Links { get; } = new("link", 30, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
}

/// <summary>
/// Limits what comes from one client address, across all replicas. The machine itself is exempt where it is trusted (<see cref="ClientAddress.TrustLoopback"/>): a
/// development machine is many people at once.
/// </summary>
internal sealed class ClientThrottle(UnitOfWork unitOfWork, IHttpContextAccessor http, TimeProvider time, IConfiguration configuration)
{
    /// <summary>Counts an attempt, or tells how long to wait while the client is blocked. Attempts at once are counted one after another.</summary>
    public Task<TimeSpan?> Attempt(ClientLimit limit, CancellationToken cancellationToken) =>
        Client() is { } client ? Attempt(limit, client, cancellationToken) : Task.FromResult<TimeSpan?>(null);

    /// <summary>As above, for what is limited per account.</summary>
    public Task<TimeSpan?> Attempt(ClientLimit limit, Guid userId, CancellationToken cancellationToken) =>
        Attempt(limit, userId.ToByteArray(), cancellationToken);

    /// <summary>Takes one attempt back that turned out to be honest. Other attempts of the client still count: a guesser may have an account too.</summary>
    public async Task TakeBack(ClientLimit limit, CancellationToken cancellationToken)
    {
        if (Client() is not { } client)
        {
            return;
        }

        await using var command = unitOfWork.Command(
            """
            update identity.client_attempts set level = greatest(0, level - 1), blocked_until = case when ceil(level - 1) >= $2 then blocked_until end where subject = $1
            """
        );
        command.With(Subject(limit, client)).With(limit.Free);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes counts that no longer matter.</summary>
    public static NpgsqlBatchCommand Sweep(DateTimeOffset now) =>
        new NpgsqlBatchCommand("delete from identity.client_attempts where last_at < $1").With(now - TimeSpan.FromDays(2));

    private Task<TimeSpan?> Attempt(ClientLimit limit, byte[] who, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                var subject = Subject(limit, who);
                var now = time.GetUtcNow();
                await using var command = unitOfWork.Command(
                    """
                    insert into identity.client_attempts as c (subject, level, last_at) values ($1, 1, $2)
                    on conflict (subject) do update set last_at = $2,
                        level = greatest(0, c.level - extract(epoch from $2 - c.last_at) / $3) + 1,
                        blocked_until = case when ceil(greatest(0, c.level - extract(epoch from $2 - c.last_at) / $3)) + 1 >= $4
                            then $2 + make_interval(secs => least($6, $5 * power(2, least(ceil(greatest(0, c.level - extract(epoch from $2 - c.last_at) / $3)) + 1 - $4, 20)))) end
                    where c.blocked_until is null or c.blocked_until <= $2
                    returning true
                    """
                );
                foreach (
                    var value in new object[]
                    {
                        subject,
                        now,
                        limit.Drain.TotalSeconds,
                        limit.Free,
                        limit.FirstWait.TotalSeconds,
                        limit.LongestWait.TotalSeconds,
                    }
                )
                {
                    command.With(value);
                }

                if (await command.ExecuteScalarAsync(ct) is true)
                {
                    return (TimeSpan?)null;
                }

                await using var look = unitOfWork.Command("select blocked_until from identity.client_attempts where subject = $1");
                look.With(subject);
                var until = await look.ExecuteScalarAsync(ct) is DateTime at ? new DateTimeOffset(at) : now;
                return until > now ? until - now : TimeSpan.FromSeconds(1);
            },
            cancellationToken
        );

    private byte[]? Client() =>
        http.HttpContext?.ClientIp()?.LimitedNetwork(configuration.GetValue<bool>(ClientAddress.TrustLoopback)) is { } network
            ? network.BaseAddress.GetAddressBytes()[..(network.PrefixLength / 8)]
            : null;

    private static byte[] Subject(ClientLimit limit, byte[] who) => SHA256.HashData((byte[])[.. Encoding.UTF8.GetBytes(limit.Name), 0, .. who]);
}
