using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Ami.Modules.Identity.Contracts;

/// <summary>Metadata: only for those whose plan has it.</summary>
/// <param name="Plan">The smallest plan that does.</param>
public sealed record PlanRequired(Plan Plan) : IEndpointDemand;

/// <summary>Asks for a plan.</summary>
public static class PlanDemand
{
    /// <summary>
    /// Lets only those through who have the plan, or a larger one, now: 403 <c>plan.upgrade_required</c> otherwise, with the name of the plan as <c>plan</c>.
    /// </summary>
    public static TBuilder RequirePlan<TBuilder>(this TBuilder builder, Plan plan)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PlanRequired(plan));

    /// <summary>What whoever has a smaller plan is told, also where no endpoint as a whole but something behind it asks for the plan.</summary>
    public static Error UpgradeRequired(Plan plan)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(plan.ToString());
        return new Error("plan.upgrade_required", $"This needs the plan '{name}'. Move to it, or to a larger one.", ErrorKind.Forbidden)
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("plan", name),
        };
    }
}

/// <summary>Knows what signed-in people have subscribed to, also when it changed after their access token was made. Singleton.</summary>
public interface ICurrentPlans
{
    /// <summary>The person's plan: what their token says, unless it changed since. Costs no look-up.</summary>
    /// <param name="person">A signed-in person.</param>
    /// <param name="cancellationToken">Gives up waiting for the first reading.</param>
    ValueTask<Plan> Of(ClaimsPrincipal person, CancellationToken cancellationToken = default);
}

/// <summary>Takes what somebody pays for. Scoped.</summary>
public interface IPaidPlans
{
    /// <summary>
    /// From the commit on the account has the plan that it pays for, or the one that staff gave it where that is larger, in every process, whatever its access
    /// tokens say. Only inside <c>UnitOfWork.Run</c>; holds the account's row until it ends.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="paid">What they pay for; <see cref="Plan.Free"/> when nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The plan that the account has now; null when there is no such account (any more).</returns>
    Task<Plan?> Set(Guid userId, Plan paid, CancellationToken cancellationToken = default);
}
