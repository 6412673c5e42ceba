using System.Diagnostics.Metrics;

namespace Ami.Modules.Identity;

/// <summary>What happens at the door, counted.</summary>
internal sealed class IdentityMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _registrations = meters
        .Create("Ami.Identity")
        .CreateCounter<long>("ami.identity.registrations", "{user}", "Accounts created");
    private readonly Counter<long> _signIns = meters
        .Create("Ami.Identity")
        .CreateCounter<long>("ami.identity.sign_ins", "{attempt}", "Sign-in attempts by outcome");
    private readonly Counter<long> _refreshes = meters
        .Create("Ami.Identity")
        .CreateCounter<long>("ami.identity.refreshes", "{attempt}", "Refresh attempts by verdict");

    public void Registered() => _registrations.Add(1);

    public void SignIn(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Refresh(RefreshVerdict verdict) => _refreshes.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString()));
}
