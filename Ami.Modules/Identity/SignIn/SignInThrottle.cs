using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Identity;

/// <summary>
/// Slows down guessing of one address' password, and guessing by one client over many addresses. An attempt is counted before the password is looked at,
/// so attempts in parallel cannot outrun the count, and whether the address has an account makes no difference to the answer.
/// </summary>
internal sealed class SignInThrottle(UnitOfWork unitOfWork, ClientThrottle clients, TimeProvider time)
{
    /// <summary>Failures in a row that are free.</summary>
    public const int FreeFailures = 5;

    /// <summary>The wait after the last free failure; it doubles with each further one.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(1);

    /// <summary>Counts an attempt, or refuses it while the address or the client is blocked.</summary>
    public Task<Result> Attempt(string normalizedEmail, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                // First the client's row, then the account's, here and below: in one order, so that no two attempts wait for each other.
                if (await clients.Attempt(ClientLimit.FailedSignIns, ct) is { } wait)
                {
                    return IdentityErrors.LockedOut(wait);
                }

                var subject = Subject(normalizedEmail);
                var now = time.GetUtcNow();
                await using var command = unitOfWork.Command(
                    """
                    insert into identity.sign_in_failures as f (subject, failures, last_at) values ($1, 1, $2)
                    on conflict (subject) do update set last_at = $2,
                        failures = case when f.last_at < $3 then 1 else f.failures + 1 end,
                        blocked_until = case when f.last_at >= $3 and f.failures + 1 >= $4
                            then $2 + make_interval(secs => least($6, $5 * power(2, least(f.failures + 1 - $4, 20)))) end
                    where f.blocked_until is null or f.blocked_until <= $2
                    returning true
                    """
                );
                command.With(subject).With(now).With(now - ForgetAfter).With(FreeFailures).With(FirstWait.TotalSeconds).With(LongestWait.TotalSeconds);
                if (await command.ExecuteScalarAsync(ct) is true)
                {
                    return Result.Ok;
                }

                await using var look = unitOfWork.Command("select blocked_until from identity.sign_in_failures where subject = $1");
                look.With(subject);
                var until = await look.ExecuteScalarAsync(ct) is DateTime at ? new DateTimeOffset(at) : now;
                return IdentityErrors.LockedOut(until > now ? until - now : TimeSpan.FromSeconds(1));
            },
            cancellationToken
        );

    /// <summary>
    /// The password was right: forgets what was counted for the address, and this one attempt of the client. Inside the sign-in's transaction.
    /// </summary>
    public async Task Succeeded(string normalizedEmail, CancellationToken cancellationToken)
    {
        await clients.TakeBack(ClientLimit.FailedSignIns, cancellationToken);
        await Forget(normalizedEmail, cancellationToken);
    }

    /// <summary>Forgets what was counted for an address, whoever asks: its owner has chosen a new password.</summary>
    public async Task Forget(string normalizedEmail, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("delete from identity.sign_in_failures where subject = $1");
        command.With(Subject(normalizedEmail));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[] Subject(string normalizedEmail) => SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail));
}
