namespace Ami.Modules.Payments;

/// <summary>Events about subscriptions themselves.</summary>
internal sealed class SubscriptionEvents(ApplySubscription apply) : IEventApplier
{
    private const string Prefix = "customer.subscription.";
    private const string TrialEnds = Prefix + "trial_will_end";

    public bool Knows(string type) => type.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken) =>
        (await apply.Fetch(told.ObjectId, done, cancellationToken, told.Type == TrialEnds)).Match(_ => Result.Ok, refused => refused);
}
