using Npgsql;

namespace Ami.Modules.Notifications.Features.Admin;

/// <summary>How sending goes, for the admin area's front page.</summary>
internal sealed class MailFigures(NpgsqlDataSource dataSource, TimeProvider time) : IFigures
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    /// <summary>A mail that waits for longer has met a mail server that does not take it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select (select count(*) from notifications.mails where state = 'Queued'),
                   (select count(*) from notifications.mails where state = 'Queued' and created_at < $2),
                   (select count(*) from notifications.mails where state = 'Failed' and created_at >= $1),
                   (select count(*) from notifications.mails where state = 'Sent' and created_at >= $3)
            """
        );
        var now = time.GetUtcNow();
        command.With(now - Recent).With(now - Patience).With(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (waiting, late, failed, today) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        return
        [
            new("notifications.mails_today", today),
            new("notifications.mails_waiting", waiting, late > 0),
            new("notifications.mails_failed", failed, failed > 0),
        ];
    }
}
