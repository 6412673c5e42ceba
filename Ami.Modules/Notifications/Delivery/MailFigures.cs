using Ami.Core;
using Npgsql;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>Mails that wait and those that were given up, for the admin area's front page.</summary>
internal sealed class MailFigures(NpgsqlDataSource dataSource) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            select (select count(*) from notifications.mails where state = 'Queued'), (select count(*) from notifications.mails where state = 'Failed')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var failed = reader.GetInt64(1);
        return [new("notifications.mails_waiting", reader.GetInt64(0)), new("notifications.mails_failed", failed, failed > 0)];
    }
}
