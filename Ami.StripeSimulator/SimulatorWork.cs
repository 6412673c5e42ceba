using Ami.StripeSimulator.Billing;
using Ami.StripeSimulator.Webhooks;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator;

/// <summary>What the process does by itself: bills what is due, and delivers events.</summary>
internal sealed class SimulatorWork(StripeStore store, WebhookSender sender, IOptions<SimulatorOptions> options, TimeProvider time, ILogger<SimulatorWork> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _woken = new(0, 1);

    /// <summary>Bills what is due by now, outside test clocks.</summary>
    public static void Bill(StripeStore store) => store.Run(tx => BillingClock.Advance(tx, null, tx.Wall, at => tx.At = at));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        store.Run(WebhookEndpoints.Configure);
        return options.Value.Background ? base.StartAsync(cancellationToken) : Task.CompletedTask;
    }

    public override void Dispose()
    {
        store.Changed -= Wake;
        _woken.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Changed += Wake;
        var turns = new Periodic(Every) { Wait = (wait, cancel) => _woken.WaitAsync(wait, cancel) };
        return turns.Repeat(Turn, (failure, _) => log.LogError(failure, "The simulated Stripe could not do its work."), time, stoppingToken);
    }

    private async Task Turn(CancellationToken cancellationToken)
    {
        Bill(store);
        await sender.SendDue(cancellationToken);
    }

    private void Wake()
    {
        if (_woken.CurrentCount == 0)
        {
            _woken.Release();
        }
    }
}
