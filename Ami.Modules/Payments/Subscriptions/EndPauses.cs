using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>
/// Goes on with subscriptions whose pause ended by itself. The provider ends it in the middle of a period that it collected nothing for; so the next period begins
/// now, and is paid. Whoever was asked not to be charged any more, because it was cancelled meanwhile, is left alone.
/// </summary>
internal sealed class EndPauses(PaymentsDb db, SubscriptionChanges changes, ApplySubscription apply, TimeProvider time)
{
    private const int AtOnce = 200;

    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var over = await db
            .Subscriptions.AsNoTracking()
            .Where(s => s.IsPaused && s.ResumesAt == null && s.PaidUntil <= now && s.Status == "active" && s.CancelAt == null)
            .OrderBy(s => s.PaidUntil)
            .Take(AtOnce)
            .ToListAsync(cancellationToken);
        foreach (var row in over)
        {
            if (!(await Restart(row, cancellationToken)).Try(out var restarted, out var refused))
            {
                run.Note($"A subscription whose pause is over could not go on: {refused.Code}");
                if (refused == PaymentsErrors.ProviderUnavailable)
                {
                    return;
                }

                continue;
            }

            run.Did(restarted ? 1 : 0);
        }
    }

    private async Task<Result<bool>> Restart(SubscriptionRow row, CancellationToken cancellationToken)
    {
        if (!(await changes.Current(row, cancellationToken)).Try(out var current, out var refused))
        {
            return refused;
        }

        var wanted = SubscriptionReading.IsUncollected(current);
        if (wanted && !(await changes.EndPause(row, current, row.StripeId, cancellationToken)).Try(out _, out refused))
        {
            return refused;
        }

        return (await apply.Fetch(row.StripeId, cancellationToken)).Map(_ => wanted);
    }
}
