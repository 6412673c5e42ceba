using Npgsql;

namespace Ami.Modules.Market.Alerts;

/// <summary>Takes firings away that nobody looks at any more.</summary>
internal sealed class SweepAlerts(NpgsqlDataSource dataSource, TimeProvider time)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(365);

    public async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("delete from market.alert_firings where fired_at < $1");
        command.With(time.GetUtcNow() - KeepFor);
        run.Did(await command.ExecuteNonQueryAsync(cancellationToken));
    }
}
