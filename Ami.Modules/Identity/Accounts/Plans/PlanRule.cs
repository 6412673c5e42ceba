using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>Enforces <see cref="PlanRequired"/>.</summary>
internal sealed class PlanRule(ICurrentPlans plans) : IEndpointRule<PlanRequired>
{
    public async ValueTask<Error?> Refusal(HttpContext context, PlanRequired demand) =>
        await plans.Of(context.User, context.RequestAborted) >= demand.Plan ? null : UpgradeRequired(demand.Plan);

    private static Error UpgradeRequired(Plan plan)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(plan.ToString());
        return new Error("plan.upgrade_required", $"This needs the plan '{name}'. Move to it, or to a larger one.", ErrorKind.Forbidden)
        {
            Facts = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("plan", name),
        };
    }
}
