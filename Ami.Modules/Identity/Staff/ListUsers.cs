using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>The accounts, for staff: page by page, or all that match as a file.</summary>
internal static class ListUsers
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapGet("", Page).RequirePermission(UserPermissions.Read).WithName("ListUsers").WithSummary("Accounts by name or address, filtered and sorted.");
        users
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(UserPermissions.Read)
            .WithName("ExportUsers")
            .WithSummary("All accounts that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<UserRow>>, ProblemHttpResult>> Page(
        [AsParameters] UserFilter filter,
        [AsParameters] PageRequest page,
        IdentityDb db,
        CancellationToken cancellationToken
    ) => (await UserList.Order.Page(await db.Matching(filter, cancellationToken), page, UserList.Row(db), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] UserFilter filter,
        string? sort,
        IdentityDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!UserList.Order.All(await db.Matching(filter, cancellationToken), sort, UserList.Row(db)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("identity.users-exported", "users", null)
            {
                After = new
                {
                    filter.Role,
                    Plan = filter.Plan?.Value,
                    State = filter.State?.Value,
                    Searched = !string.IsNullOrEmpty(filter.Q),
                },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "users.csv",
            rows,
            new("id", u => u.Id),
            new("email", u => u.Email),
            new("displayName", u => u.DisplayName),
            new("roles", u => string.Join(' ', u.Roles)),
            new("plan", u => u.Plan),
            new("state", u => u.State),
            new("twoFactorEnabled", u => u.TwoFactorEnabled),
            new("language", u => u.Language),
            new("createdAt", u => u.CreatedAt),
            new("lastSeenAt", u => u.LastSeenAt)
        );
    }
}
