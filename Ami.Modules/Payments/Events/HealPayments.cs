using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// Makes good what went wrong: reads the provider's own list of events for those that never arrived, tries again what could not be handled, and looks at what
/// changes by the clock alone. Whatever it does may be done twice.
/// </summary>
internal sealed class HealPayments(IServiceScopeFactory scopes, TimeProvider time)
{
    private const string Mark = "events";
    private const int AtOnce = 200;

    /// <summary>The provider's list may show an event some time after its own time.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>So long the outbox has for an event.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>So long somebody who left stays at the provider, at most, for what they paid to be handled.</summary>
    private static readonly TimeSpan Reprieve = TimeSpan.FromDays(3);

    internal static readonly TimeSpan KeepPayloads = TimeSpan.FromDays(90);

    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        await Review(run, cancellationToken);
        await InScope(scope => CatchUp(scope, run, cancellationToken));
        await TryAgain(run, cancellationToken);
        await InScope(services => services.GetRequiredService<EndPauses>().Run(run, cancellationToken));
        await InScope(scope => Forget(scope, run, cancellationToken));
    }

    /// <summary>Leaves out what was said in events of long ago.</summary>
    public Task Sweep(JobRun run, CancellationToken cancellationToken) =>
        InScope(async services =>
        {
            var before = time.GetUtcNow() - KeepPayloads;
            run.Did(
                await services
                    .GetRequiredService<PaymentsDb>()
                    .StripeEvents.Where(e => e.ReceivedAt < before && e.Payload != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.Payload, (string?)null), cancellationToken)
            );
        });

    private async Task Review(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<Guid> due = [];
        await InScope(async services =>
            due = await services
                .GetRequiredService<PaymentsDb>()
                .Subscriptions.Where(s => s.ReviewAt <= now)
                .OrderBy(s => s.ReviewAt)
                .Select(s => s.Id)
                .Take(AtOnce)
                .ToListAsync(cancellationToken)
        );
        foreach (var id in due)
        {
            await InScope(services => services.GetRequiredService<ApplySubscription>().Review(id, cancellationToken));
            run.Did(1);
        }
    }

    /// <summary>Stores events that were never delivered.</summary>
    private async Task CatchUp(IServiceProvider services, JobRun run, CancellationToken cancellationToken)
    {
        var (provider, intake, db) = (
            services.GetRequiredService<Provider>(),
            services.GetRequiredService<EventIntake>(),
            services.GetRequiredService<PaymentsDb>()
        );
        if (!provider.IsConfigured)
        {
            return;
        }

        var began = time.GetUtcNow();
        var since = await db.Marks.Where(m => m.Name == Mark).Select(m => (DateTimeOffset?)m.At).SingleOrDefaultAsync(cancellationToken);
        var options = new EventListOptions
        {
            Limit = 100,
            Created = new DateRangeOptions { GreaterThanOrEqual = ((since ?? began) - Overlap).UtcDateTime },
        };
        string? after = null;
        do
        {
            options.StartingAfter = after;
            var listed = await provider.AskFor(
                api => api.Events.ListAsync(options, cancellationToken: cancellationToken),
                list => list.Data?.TrueForAll(one => !string.IsNullOrEmpty(one?.Id)) == true,
                cancellationToken
            );
            if (!listed.Try(out var page, out var away))
            {
                run.Note($"The provider's events could not be listed: {away.Code}");
                return;
            }

            await StoreMissing(intake, page.Data, run, cancellationToken);
            after = page.HasMore ? page.Data[^1].Id : null;
        } while (after is not null);

        await Move(services, began, cancellationToken);
    }

    /// <summary>Most of what is listed came long ago: one question says what did not, one statement stores it.</summary>
    private static async Task StoreMissing(EventIntake intake, IReadOnlyList<Event> listed, JobRun run, CancellationToken cancellationToken)
    {
        var missing = await intake.Missing([.. listed.Select(one => one.Id)], cancellationToken);
        var rows = listed
            .Where(one => missing.Contains(one.Id))
            .Select(one => intake.Read(one.RawJsonElement?.GetRawText() ?? one.ToJson()))
            .OfType<StripeEventRow>()
            .ToList();
        if (rows.Count > 0)
        {
            run.Did(await intake.Store(rows, cancellationToken));
            run.Note($"Had not arrived: {string.Join(", ", rows.Select(row => row.StripeId))}");
        }
    }

    private static Task Move(IServiceProvider services, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var unitOfWork = services.GetRequiredService<UnitOfWork>();
        return unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    "insert into payments.marks (name, at) values ($1, $2) on conflict (name) do update set at = greatest(payments.marks.at, excluded.at)"
                );
                command.With(Mark).With(to);
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
    }

    private async Task TryAgain(JobRun run, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Patience;
        List<Guid> open = [];
        await InScope(async services =>
            open = await services
                .GetRequiredService<PaymentsDb>()
                .StripeEvents.Where(e => (e.State == EventState.Received || e.State == EventState.Failed) && e.ReceivedAt < before)
                .OrderBy(e => e.Attempts)
                .ThenBy(e => e.ReceivedAt)
                .Select(e => e.Id)
                .Take(AtOnce)
                .ToListAsync(cancellationToken)
        );
        foreach (var id in open)
        {
            Error? fault = null;
            await InScope(async services => fault = await services.GetRequiredService<HandleStripeEvent>().Once(id, cancellationToken));
            run.Did(fault is null ? 1 : 0);
            if (fault == PaymentsErrors.ProviderUnavailable)
            {
                run.Note($"The provider cannot be asked; {open.Count} events wait");
                return;
            }
        }
    }

    /// <summary>Makes the provider forget those who left; that also ends their subscriptions.</summary>
    private async Task Forget(IServiceProvider services, JobRun run, CancellationToken cancellationToken)
    {
        var (provider, db) = (services.GetRequiredService<Provider>(), services.GetRequiredService<PaymentsDb>());
        // What they paid and nobody handled is looked at first: once the provider has forgotten them, nothing says any more that it was one of ours who paid.
        var given = time.GetUtcNow() - Reprieve;
        var due = db
            .Departures.AsNoTracking()
            .Where(d =>
                d.LeftAt < given || !db.StripeEvents.Any(e => e.CustomerId == d.CustomerId && (e.State == EventState.Received || e.State == EventState.Failed))
            );
        foreach (var departure in await due.OrderBy(d => d.LeftAt).Take(AtOnce).ToListAsync(cancellationToken))
        {
            var gone = await provider.Ask(api => api.Customers.DeleteAsync(departure.CustomerId, cancellationToken: cancellationToken), cancellationToken);
            if (!gone.Try(out _, out var refused) && refused != PaymentsErrors.NotAtProvider)
            {
                run.Note($"A customer who left is still at the provider: {refused.Code}");
                return;
            }

            await db.Departures.Where(d => d.CustomerId == departure.CustomerId).ExecuteDeleteAsync(cancellationToken);
            run.Did(1);
        }
    }

    private async Task InScope(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }
}
