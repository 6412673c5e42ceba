using System.Collections.Frozen;
using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;

namespace Ami.ApiService.Quotas;

/// <summary>Calls that share a quota.</summary>
/// <param name="Name">As it stands in headers and settings, for example <c>trading</c>.</param>
/// <param name="Path">Everything below it belongs to the group, and <see cref="Metering"/> says how it counts.</param>
/// <param name="Allowed">What each plan may do.</param>
internal sealed record MeteredGroup(string Name, PathString Path, FrozenDictionary<Plan, Quota> Allowed)
{
    /// <summary>The smallest larger plan that allows more; null when none does.</summary>
    public Plan? LiftedBy(Plan plan) => Enum.GetValues<Plan>().Where(p => p > plan && Allowed[p].Limit > Allowed[plan].Limit).Cast<Plan?>().FirstOrDefault();
}

/// <summary>What each plan may call how often, by the table of plans. A setting such as <c>Quotas:trading:free=20/minute</c> replaces one entry.</summary>
internal sealed class PlanQuotas
{
    private static readonly (string Group, Func<PlanTerms, string> Calls)[] Table =
    [
        ("ml", terms => terms.MlCalls),
        ("agent", terms => terms.AgentCalls),
        ("trading", terms => terms.TradingCalls),
    ];

    /// <summary>So many times the group's quota are the reads of the application, which a person cannot use up by looking.</summary>
    public const int ReadsPerCall = 20;

    /// <summary>Orders, as many as the calls of their group.</summary>
    public const string Orders = "orders";

    /// <exception cref="FormatException">A setting is not a quota.</exception>
    public PlanQuotas(IConfiguration configuration) => Groups = [.. Table.Select(row => Group(row.Group, row.Calls, configuration))];

    public IReadOnlyList<MeteredGroup> Groups { get; }

    public MeteredGroup? Of(PathString path)
    {
        foreach (var group in Groups)
        {
            if (path.StartsWithSegments(group.Path, StringComparison.OrdinalIgnoreCase))
            {
                return group;
            }
        }

        return null;
    }

    /// <summary>As it stands in access tokens.</summary>
    public static string NameOf(Plan plan) => JsonNamingPolicy.CamelCase.ConvertName(plan.ToString());

    private static MeteredGroup Group(string name, Func<PlanTerms, string> calls, IConfiguration configuration) =>
        new(
            name,
            $"/api/{name}",
            Enum.GetValues<Plan>()
                .ToFrozenDictionary(plan => plan, plan => Quota.Parse(Set(configuration[$"Quotas:{name}:{NameOf(plan)}"]) ?? calls(PlanTable.Of(plan))))
        );

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
