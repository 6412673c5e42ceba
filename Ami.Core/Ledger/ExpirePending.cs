using Npgsql;

namespace Ami.Core;

/// <summary>Voids pending transfers whose time is over. Several at once do no harm: one of them settles.</summary>
internal sealed class ExpirePending(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>The kind of the voiding step.</summary>
    public const string Kind = "ledger.expired";

    private const int AtOnce = 200;

    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        List<Guid> due;
        do
        {
            due = await Due(cancellationToken);
            foreach (var pending in due)
            {
                await Void(pending, run, cancellationToken);
            }
        } while (due.Count == AtOnce);
    }

    private async Task<List<Guid>> Due(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select transfer_id from core.ledger_pending where expires_at <= $1 order by expires_at limit $2");
        command.With(time.GetUtcNow()).With(AtOnce);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(reader.GetGuid(0));
        }

        return due;
    }

    private async Task Void(Guid pending, JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Ledger.PostCommand(new VoidPending(TimeOrderedId.New(now), pending, Kind, pending, now)));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            run.Did(1);
        }
        catch (PostgresException e) when (LedgerErrors.Of(e) == LedgerErrors.PendingSettled)
        {
            // Somebody was faster.
        }
    }
}
