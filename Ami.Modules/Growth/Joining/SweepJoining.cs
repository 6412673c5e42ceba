using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Growth;

/// <summary>
/// Once a day forgets whoever did not confirm a place within a week, places that became accounts three months ago, and invitations that nobody used within a
/// month after their time.
/// </summary>
internal sealed class SweepJoining(IServiceScopeFactory scopes, TimeProvider time)
{
    public const string Name = "growth.sweep-joining";

    internal static readonly TimeSpan KeepPending = TimeSpan.FromDays(7);
    internal static readonly TimeSpan KeepJoined = TimeSpan.FromDays(90);
    internal static readonly TimeSpan KeepExpired = TimeSpan.FromDays(30);

    public async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrowthDb>();
        var messages = scope.ServiceProvider.GetRequiredService<Messages>();
        var now = time.GetUtcNow();
        await scope
            .ServiceProvider.GetRequiredService<UnitOfWork>()
            .Run(
                async ct =>
                {
                    var (pending, joined, expired) = (now - KeepPending, now - KeepJoined, now - KeepExpired);
                    var old = db.Waitlist.Where(w =>
                        (w.State == WaitlistState.Pending && w.CreatedAt < pending) || (w.State == WaitlistState.Joined && w.JoinedAt < joined)
                    );
                    run.Did(await Places.Remove(db, messages, old, ct));
                    var unused = db.Invitations.Where(i => i.UsedAt == null && i.ExpiresAt < expired);
                    foreach (var id in await unused.Where(i => i.Email != null).Select(i => i.Id).ToListAsync(ct))
                    {
                        messages.Forget(id);
                    }

                    run.Did(await unused.ExecuteDeleteAsync(ct));
                },
                cancellationToken
            );
    }
}
