using Ami.Modules.Notifications.Domain;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>
/// Sends the mails that are due. A claim is a lease, so a silo that dies loses nothing. A mail goes out twice only when a silo dies, or loses the
/// database, between the mail server's "accepted" and the row that says so; both copies then have the same Message-ID.
/// </summary>
internal sealed class MailQueue(NpgsqlDataSource dataSource, MailComposer composer, MailTransport transport, TimeProvider time, ILogger<MailQueue> logger)
    : IDisposable
{
    public const int MaxAttempts = 12;

    private const int BatchSize = 8;
    private const int Parallelism = 4;

    /// <summary>Longer than a batch can take: two rounds of <see cref="SmtpServer.Patience"/>.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>The wait after a failed attempt: 5 seconds, doubling up to an hour; all attempts together take some three hours.</summary>
    public static TimeSpan BackOffAfter(int attempt) => new Backoff(FirstBackOff, MaxBackOff).After(attempt);

    /// <summary>There is something to send.</summary>
    public ValueTask Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }

        return ValueTask.CompletedTask;
    }

    public Task WaitForWake(TimeSpan atMost, CancellationToken cancellationToken) => _wake.WaitAsync(atMost, cancellationToken);

    /// <summary>Claims and sends one batch.</summary>
    /// <returns>How many were claimed; 0 means that nothing is due.</returns>
    public async Task<int> SendDue(CancellationToken cancellationToken)
    {
        var claimed = await Claim(cancellationToken);
        await Parallel.ForEachAsync(
            claimed,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (mail, ct) => await Send(mail, ct)
        );
        return claimed.Count;
    }

    public void Dispose() => _wake.Dispose();

    private async Task<List<Mail>> Claim(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            update notifications.mails m set attempts = m.attempts + 1, due_at = $2
            from (select id from notifications.mails where state = 'Queued' and due_at <= $1 order by due_at limit $3 for update skip locked) due
            where m.id = due.id
            returning m.id, m.user_id, m.kind, m.address, m.language, m.greeted_as, m.fields::text, m.sealed_link, m.subject, m.attempts, m.created_at
            """
        );
        var now = time.GetUtcNow();
        command.With(now).With(now + Lease).With(BatchSize);
        var claimed = new List<Mail>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(
                new Mail
                {
                    Id = reader.GetGuid(0),
                    UserId = reader.GetGuid(1),
                    Kind = reader.GetString(2),
                    Address = reader.GetString(3),
                    Language = Enum.Parse<Language>(reader.GetString(4)),
                    GreetedAs = reader.IsDBNull(5) ? null : reader.GetString(5),
                    Fields = reader.GetString(6),
                    SealedLink = reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7),
                    Subject = reader.GetString(8),
                    State = MailState.Queued,
                    Attempts = reader.GetInt32(9),
                    DueAt = now + Lease,
                    CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
                }
            );
        }

        return claimed;
    }

    private async Task Send(Mail mail, CancellationToken cancellationToken)
    {
        try
        {
            using var message = composer.Compose(mail);
            await transport.Send(mail.Id, message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw; // the lease runs out and another silo, or this one after its restart, takes it
        }
        catch (Exception e)
        {
            await RecordFailure(mail, e);
            return;
        }

        await using var sent = dataSource.CreateCommand(
            "update notifications.mails set state = 'Sent', sent_at = $3, sealed_link = null, last_error = null where id = $1 and attempts = $2 and state = 'Queued'"
        );
        sent.With(mail.Id).With(mail.Attempts).With(time.GetUtcNow());
        await sent.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task RecordFailure(Mail mail, Exception exception)
    {
        var final = exception is MailRefusedException || mail.Attempts >= MaxAttempts;
        // The message of a mail server may repeat the address, which has no place in a log.
        logger.Log(
            final ? LogLevel.Error : LogLevel.Warning,
            "Mail {Mail} of kind {Kind} was not accepted at attempt {Attempt} ({Reason}){Outcome}",
            mail.Id,
            mail.Kind,
            mail.Attempts,
            exception.GetType().Name,
            final ? " and will not be tried again" : string.Empty
        );
        await using var command = dataSource.CreateCommand(
            "update notifications.mails set state = $3, due_at = $4, last_error = $5 where id = $1 and attempts = $2 and state = 'Queued'"
        );
        command
            .With(mail.Id)
            .With(mail.Attempts)
            .With(final ? nameof(MailState.Failed) : nameof(MailState.Queued))
            .With(time.GetUtcNow() + BackOffAfter(mail.Attempts))
            .With(Reason(exception));
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static string Reason(Exception exception)
    {
        var reason = exception.InnerException is { } inner ? $"{exception.Message} ({inner.Message})" : exception.Message;
        return reason.Length > 1000 ? reason[..1000] : reason;
    }
}
