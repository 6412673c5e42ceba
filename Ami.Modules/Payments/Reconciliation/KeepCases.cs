using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Payments;

/// <summary>Keeps what was found: a case for each thing and kind, which opens again when the difference changes and closes itself when there is none any more.</summary>
internal sealed class KeepCases(UnitOfWork unitOfWork, PaymentsDb db, TimeProvider time)
{
    /// <summary>What differed when it was looked at last.</summary>
    public Task<List<ReconciliationCaseRow>> Apart(CancellationToken cancellationToken) =>
        db.ReconciliationCases.AsNoTracking().Where(c => !c.Agrees).OrderBy(c => c.FoundAt).ThenBy(c => c.Id).ToListAsync(cancellationToken);

    /// <summary>Keeps one comparison.</summary>
    /// <returns>How many cases are new or differ from before.</returns>
    public Task<int> Keep(Comparison comparison, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var batch = unitOfWork.Batch();
                foreach (var found in comparison.Found)
                {
                    batch.BatchCommands.Add(Upsert(found, time.GetUtcNow()));
                }

                batch.BatchCommands.Add(Close(comparison, time.GetUtcNow()));
                return await batch.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );

    private static NpgsqlBatchCommand Upsert(FoundDifference found, DateTimeOffset now) => new NpgsqlBatchCommand(
            """
            insert into payments.reconciliation_cases as c
                (id, kind, object_id, transaction_id, currency, ours, theirs, details, state, agrees, version, found_at, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'Open', false, 1, $9, $9)
            on conflict (kind, object_id) do update
            set transaction_id = excluded.transaction_id, currency = excluded.currency, ours = excluded.ours, theirs = excluded.theirs, details = excluded.details,
                state = 'Open', agrees = false, version = c.version + 1, changed_at = excluded.changed_at
            where c.agrees or (c.currency, c.ours, c.theirs) is distinct from (excluded.currency, excluded.ours, excluded.theirs)
            """
        ).With(ComputedId.Of($"reconciliation/{found.Kind}/{found.ObjectId}")).With(found.Kind.ToString()).With(found.ObjectId).With(found.TransactionId).With(found.Currency).With(found.Ours).With(found.Theirs).With(found.Details).With(now);

    /// <summary>What was looked at and does not differ in this way any more.</summary>
    private static NpgsqlBatchCommand Close(Comparison comparison, DateTimeOffset now) => new NpgsqlBatchCommand(
            """
            update payments.reconciliation_cases c set state = 'Closed', agrees = true, version = version + 1, changed_at = $4
            where not agrees and object_id = any($1)
              and not exists (select 1 from unnest($2::text[], $3::text[]) as found (kind, object_id) where found.kind = c.kind and found.object_id = c.object_id)
            """
        ).With(comparison.Looked.Distinct().ToArray()).With(comparison.Found.Select(one => one.Kind.ToString()).ToArray()).With(comparison.Found.Select(one => one.ObjectId).ToArray()).With(now);
}
