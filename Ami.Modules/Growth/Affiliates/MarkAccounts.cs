using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Growth;

/// <summary>How far <see cref="MarkAccounts"/> has come. There is one row.</summary>
internal sealed class AccountMarking
{
    public bool IsCurrent { get; init; }

    /// <summary>The account that it marked last; null before the first.</summary>
    public Guid? After { get; init; }

    /// <summary>When it last came to the end.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>
/// Marks the accounts that there are, once a day from the first to the last: those from before marks were made, and those that come by no sign-up. Each portion is a
/// transaction that also says how far it came, so a run that is cut off goes on where it was.
/// </summary>
internal sealed class MarkAccounts(IServiceScopeFactory scopes, TimeProvider time)
{
    public const string Name = "growth.mark-accounts";

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <param name="run">Notes what was done.</param>
    /// <param name="portion">So many accounts in a transaction.</param>
    /// <param name="cancellationToken">Cancels; what was marked stays.</param>
    public async Task Run(JobRun run, int portion, CancellationToken cancellationToken)
    {
        var isOver = false;
        while (!isOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isOver = await Portion(run, portion, cancellationToken);
        }
    }

    private async Task<bool> Portion(JobRun run, int portion, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, marks) = (scope.ServiceProvider.GetRequiredService<GrowthDb>(), scope.ServiceProvider.GetRequiredService<AccountMarks>());
        var (count, isOver) = await scope
            .ServiceProvider.GetRequiredService<UnitOfWork>()
            .Run(
                async ct =>
                {
                    await marks.HoldAll(ct);
                    var now = time.GetUtcNow();
                    var at = await db.AccountMarking.AsNoTracking().SingleAsync(ct);
                    if (at is { After: null, FinishedAt: { } finished } && now - finished < Every)
                    {
                        return (0, true);
                    }

                    var (count, last) = await marks.Mark(at.After, portion, ct);
                    var finishedAt = last is null ? now : at.FinishedAt;
                    await db.AccountMarking.ExecuteUpdateAsync(set => set.SetProperty(m => m.After, last).SetProperty(m => m.FinishedAt, finishedAt), ct);
                    return (count, last is null);
                },
                cancellationToken
            );
        run.Did(count);
        return isOver;
    }
}
