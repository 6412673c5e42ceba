using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Puts an account on another plan. It counts from the person's next access token on, within a quarter of an hour.</summary>
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
        IdentityDb db,
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
                if (user.Plan == request.Plan)
                {
                    return true;
                }

                await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Plan, request.Plan), ct);
                audit.Append(
                    new AuditEntry("identity.plan-changed", "user", id.ToString())
                    {
                        Before = new { plan = user.Plan.ToString() },
                        After = new { plan = request.Plan.ToString() },
                    }
                );
                messages.Send(StaffMessages.PlanChanged, id, new Dictionary<string, string> { ["plan"] = request.Plan.ToString() }, "/account");
                return true;
            },
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }
}
