using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Growth;

/// <summary>Pays out commissions whose time has come, each in a transaction of its own, and forgets clicks whose time is over.</summary>
internal sealed class ReleaseCommissions(IServiceScopeFactory scopes, TimeProvider time)
{
    public const string Name = "growth.release-commissions";

    /// <summary>A click outlives its time by as long as somebody may take to open the mail with which they sign up.</summary>
    internal static readonly TimeSpan KeepClicks = TimeSpan.FromDays(2);

    private const int AtOnce = 200;

    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        for (var due = await Due(after, cancellationToken); due.Count > 0; due = await Due(after, cancellationToken))
        {
            foreach (var (id, affiliate, sale) in due)
            {
                after = id;
                await using var scope = scopes.CreateAsyncScope();
                var commissions = scope.ServiceProvider.GetRequiredService<Commissions>();
                var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
                run.Did(await unitOfWork.Run(ct => commissions.Release(affiliate, sale, ct), cancellationToken) ? 1 : 0);
            }
        }

        await using var last = scopes.CreateAsyncScope();
        var over = time.GetUtcNow() - KeepClicks;
        await last.ServiceProvider.GetRequiredService<GrowthDb>().Clicks.Where(c => c.ExpiresAt < over).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<List<(Guid Id, Guid Affiliate, Guid Sale)>> Due(Guid after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrowthDb>();
        var now = time.GetUtcNow();
        var due = await db
            .Commissions.Where(c => c.State == CommissionState.Held && c.DueAt <= now && !c.IsDisputed && c.Id > after)
            .Where(c => db.Affiliates.Any(a => a.Id == c.AffiliateId && a.State == AffiliateState.Active))
            .Where(c => !db.Signals.Any(s => s.AffiliateId == c.AffiliateId && s.State == SignalState.Open))
            .OrderBy(c => c.Id)
            .Take(AtOnce)
            .Select(c => new
            {
                c.Id,
                c.AffiliateId,
                c.SaleId,
            })
            .ToListAsync(cancellationToken);
        return [.. due.Select(c => (c.Id, c.AffiliateId, c.SaleId))];
    }
}
