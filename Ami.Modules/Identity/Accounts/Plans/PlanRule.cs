using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>Enforces <see cref="PlanRequired"/>.</summary>
internal sealed class PlanRule(ICurrentPlans plans) : IEndpointRule<PlanRequired>
{
    public async ValueTask<Error?> Refusal(HttpContext context, PlanRequired demand) =>
        await plans.Of(context.User, context.RequestAborted) >= demand.Plan ? null : PlanDemand.UpgradeRequired(demand.Plan);
}
