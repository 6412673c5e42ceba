using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Payments;

/// <summary>
/// Compares the provider's books with ours: each night, and when staff want it. It reads what happened since the last comparison with an overlap, looks again at
/// what differed before, and asks for what we have and the provider did not tell of. Whatever it does may be done twice.
/// </summary>
internal sealed class ReconcilePayments(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>When it is night enough, in UTC.</summary>
    private static readonly TimeSpan Nightly = new(4, 30, 0);

    /// <summary>What happened just now may still be on its way to us.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(10);

    /// <summary>So much is read again; a payout has arrived by then, or is late.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(7);

    /// <summary>Does the comparison that is due; nothing where none is.</summary>
    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, provider) = (services.GetRequiredService<PaymentsDb>(), services.GetRequiredService<Provider>());
        if (!provider.IsConfigured || await Due(services, cancellationToken) is not { } due)
        {
            return;
        }

        due.StartedAt = time.GetUtcNow();
        due.ReadsTo = due.StartedAt - OnItsWay;
        var before = await db.ReconciliationRuns.Where(r => r.FinishedAt != null).MaxAsync(r => r.ReadsTo, cancellationToken);
        due.ReadsFrom = before - Overlap;
        await Save(db, due, cancellationToken);
        var wrong = await Compare(services, due, run, cancellationToken);
        due.Fault = wrong?.Code;
        due.FinishedAt = wrong is null ? time.GetUtcNow() : null;
        if (wrong is not null)
        {
            run.Note($"The books could not be compared: {wrong.Code}");
        }

        await Save(db, due, cancellationToken);
    }

    private static Task Save(PaymentsDb db, ReconciliationRunRow due, CancellationToken cancellationToken) =>
        db
            .ReconciliationRuns.Where(r => r.Id == due.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.StartedAt, due.StartedAt)
                        .SetProperty(r => r.FinishedAt, due.FinishedAt)
                        .SetProperty(r => r.ReadsFrom, due.ReadsFrom)
                        .SetProperty(r => r.ReadsTo, due.ReadsTo)
                        .SetProperty(r => r.Transactions, due.Transactions)
                        .SetProperty(r => r.Differences, due.Differences)
                        .SetProperty(r => r.Fault, due.Fault),
                cancellationToken
            );

    /// <summary>The comparison that somebody wants, or tonight's.</summary>
    private async Task<ReconciliationRunRow?> Due(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PaymentsDb>();
        if (await db.ReconciliationRuns.AsNoTracking().SingleOrDefaultAsync(r => r.FinishedAt == null, cancellationToken) is { } open)
        {
            (open.Transactions, open.Differences) = (0, 0);
            return open;
        }

        var now = time.GetUtcNow();
        var night = new DateTimeOffset(now.Date, TimeSpan.Zero) + Nightly;
        night = night > now ? night.AddDays(-1) : night;
        if (await db.ReconciliationRuns.AnyAsync(r => r.WantedAt >= night, cancellationToken))
        {
            return null;
        }

        await services.GetRequiredService<RequestReconciliation>().Ask(cancellationToken);
        return await db.ReconciliationRuns.AsNoTracking().SingleOrDefaultAsync(r => r.FinishedAt == null, cancellationToken);
    }

    private static async Task<Error?> Compare(IServiceProvider services, ReconciliationRunRow due, JobRun run, CancellationToken cancellationToken)
    {
        var (statement, compare, cases) = (
            services.GetRequiredService<ProviderStatement>(),
            services.GetRequiredService<CompareBooks>(),
            services.GetRequiredService<KeepCases>()
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            if (!(await statement.Page(due.ReadsFrom, due.ReadsTo!.Value, after, cancellationToken)).Try(out var page, out var away))
            {
                return away;
            }

            if (await Take(page.Entries) is { } wrong)
            {
                return wrong;
            }

            due.Transactions += page.Entries.Count;
            after = page.Last;
        } while (after is not null);

        foreach (var apart in await cases.Apart(cancellationToken))
        {
            if (apart.TransactionId is { } transaction && !seen.Contains(apart.ObjectId) && await Again(transaction) is { } wrong)
            {
                return wrong;
            }
        }

        return await MissingThere(services, due, seen, Take, Keep, cancellationToken);

        async Task<Error?> Take(IReadOnlyList<ProviderEntry> entries)
        {
            seen.UnionWith(entries.Select(one => one.ObjectId));
            if (!(await compare.Compare(entries, cancellationToken)).Try(out var comparison, out var away))
            {
                return away;
            }

            await Keep(comparison);
            return null;
        }

        async Task Keep(Comparison comparison)
        {
            due.Differences += comparison.Found.Count;
            run.Did(await cases.Keep(comparison, cancellationToken));
        }

        async Task<Error?> Again(string transaction) =>
            (await statement.Find(transaction, cancellationToken)).Try(out var entry, out var away) ? await Take([entry])
            : away == PaymentsErrors.NotAtProvider ? null
            : away;
    }

    /// <summary>Asks by its id for what we have of this time, or had no counterpart before, and was not in the provider's books.</summary>
    private static async Task<Error?> MissingThere(
        IServiceProvider services,
        ReconciliationRunRow due,
        HashSet<string> seen,
        Func<IReadOnlyList<ProviderEntry>, Task<Error?>> take,
        Func<Comparison, Task> keep,
        CancellationToken cancellationToken
    )
    {
        var (statement, ours, cases) = (
            services.GetRequiredService<ProviderStatement>(),
            services.GetRequiredService<OurBooks>(),
            services.GetRequiredService<KeepCases>()
        );
        var before = (await cases.Apart(cancellationToken))
            .Where(one => one is { Kind: CaseKind.MissingThere, TransactionId: null })
            .Select(one => one.ObjectId);
        var own = await ours.Since(due.ReadsFrom, due.ReadsTo!.Value, cancellationToken);
        foreach (var id in own.Select(one => one.Key).Concat(before).Distinct().Where(id => !seen.Contains(id)).ToList())
        {
            var mine = (await ours.Of([id], cancellationToken))[id].ToList();
            var asked = mine.Exists(one => one.What is "creditNote" or "depositRefund")
                ? await statement.OfRefund(id, cancellationToken)
                : await statement.OfPayment(id, cancellationToken);
            if (!asked.Try(out var entry, out var away))
            {
                return away;
            }

            if (entry is null)
            {
                await keep(new Comparison([id], [.. mine.Take(1).Select(Differences.MissingThere)]));
            }
            else if (await take([entry]) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
