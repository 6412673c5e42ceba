using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>Hears of new events by NOTIFY, so that they need not wait for the next look.</summary>
internal sealed class OutboxWake(NpgsqlDataSource dataSource, TimeProvider time, ILogger<OutboxWake> logger)
    : NoticeListener(Outbox.Channel, dataSource, time, logger)
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
}
