using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>One's own profile: read it, change what is given.</summary>
internal static class Me
{
    internal sealed record UpdateMeRequest(string? DisplayName = null, Language? Language = null, string? TimeZone = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").RequireAuthorization();
        me.MapGet("", Get).WithSummary("The signed-in user's profile.");
        me.MapPatch("", Update).WithSummary("Changes parts of the profile.");
    }

    private static async Task<Results<Ok<UserProfile>, ProblemHttpResult>> Get(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellationToken) =>
        (await profiles.Find(user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<UserProfile>, ProblemHttpResult>> Update(
        UpdateMeRequest request,
        ClaimsPrincipal user,
        IdentityDb db,
        Profiles profiles,
        CancellationToken cancellationToken
    )
    {
        if (ProfileRules.Check(displayName: request.DisplayName, timeZone: request.TimeZone) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (request is { DisplayName: null, Language: null, TimeZone: null })
        {
            return await Get(user, profiles, cancellationToken);
        }

        var name = request.DisplayName?.Trim();
        await db
            .Users.Where(u => u.Id == user.UserId())
            .ExecuteUpdateAsync(
                set =>
                {
                    if (name is not null)
                    {
                        set.SetProperty(u => u.DisplayName, name);
                    }

                    if (request.Language is { } language)
                    {
                        set.SetProperty(u => u.Language, language);
                    }

                    if (request.TimeZone is { } timeZone)
                    {
                        set.SetProperty(u => u.TimeZone, timeZone);
                    }
                },
                cancellationToken
            );
        return await Get(user, profiles, cancellationToken);
    }
}
