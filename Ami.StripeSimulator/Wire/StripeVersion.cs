namespace Ami.StripeSimulator.Wire;

/// <summary>The version of Stripe's API whose shapes the simulator speaks: the one that Stripe.net is made for, which a test compares.</summary>
internal static class StripeVersion
{
    public const string Pinned = "2026-10-28.endive";
}
