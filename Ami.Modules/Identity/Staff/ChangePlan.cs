using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>Gives an account a plan that nobody pays for. It counts at once; where the account pays for a larger one, that stays.</summary>
internal static class ChangePlan
{
    internal sealed record ChangePlanRequest(Plan Plan);

    public static void Map(IEndpointRouteBuilder users) =>
        users
            .MapPut("/{id:guid}/plan", Handle)
            .RequirePermission(UserPermissions.Manage)
            .RequireFreshSignIn()
            .WithName("ChangeUserPlan")
            .WithSummary("Put an account on another plan.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        ChangePlanRequest request,
        ClaimsPrincipal actor,
        StaffActs acts,
        AccountPlans plans,
        AuditLog audit,
        Messages messages,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.On<bool>(
            UserPermissions.Manage,
            actor,
            id,
            async (user, _, ct) =>
            {
                if (await plans.Give(id, request.Plan, ct) is not { } plan || plan == user.Plan)
                {
                    return true;
                }

                audit.Append(
                    new AuditEntry("identity.plan-changed", "user", id.ToString())
                    {
                        Before = new { plan = user.Plan.ToString() },
                        After = new { plan = plan.ToString() },
                    }
                );
                messages.Send(StaffMessages.PlanChanged, id, new Dictionary<string, string> { ["plan"] = plan.ToString() }, "/account");
                return true;
            },
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }
}
