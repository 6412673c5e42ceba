using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>Hears of new events, and hands them to the dispatcher.</summary>
internal sealed class OutboxWake(NpgsqlDataSource dataSource, OutboxDispatcher dispatcher, OutboxOptions options, TimeProvider time, ILogger<OutboxWake> logger)
    : NoticeListener(Outbox.Channel, dataSource, time, logger)
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Handles what is due, however much it is.</summary>
    public async Task Dispatch(JobRun run, CancellationToken cancellationToken)
    {
        int claimed;
        do
        {
            run.Did(claimed = await dispatcher.DispatchOnce(cancellationToken));
        }
        while (claimed == options.BatchSize);
    }
}
