using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Screener;

/// <summary>A screen as it is kept.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="Name">Its name.</param>
/// <param name="Body">What it says.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record ScreenView(Guid Id, int Version, string Name, ScreenBody Body, DateTimeOffset UpdatedAt);

/// <summary>A person's screens.</summary>
/// <param name="Items">By name.</param>
internal sealed record ScreenList(IReadOnlyList<ScreenView> Items);

/// <summary>A screen as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new screen.</param>
/// <param name="Name">Short; no other screen of the person may have it.</param>
/// <param name="Body">What it says.</param>
internal sealed record KeepScreenRequest(int Version, string Name, ScreenBody Body);

/// <summary>
/// A person's saved screens. Sending the same again changes nothing; a change that was made to an older version than what is there is refused, and the
/// refusal says what is there (<c>current</c>).
/// </summary>
internal static class KeepScreens
{
    public static void Map(IEndpointRouteBuilder trading)
    {
        var screens = trading.MapGroup("/screens").MeteredBy(Metering.Reads);
        screens.MapGet("", List).WithName("ListScreens").WithSummary("The signed-in user's saved screens.");
        screens
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("KeepScreen")
            .WithSummary("Makes a screen, or changes the version of it that the client saw.");
        screens
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteScreen")
            .WithSummary("Deletes a screen; with `version` only if it is still the one the client saw.");
    }

    private static async Task<Ok<ScreenList>> List(ClaimsPrincipal user, MarketDb db, CancellationToken cancellationToken)
    {
        var own = await db.Screens.AsNoTracking().Where(l => l.UserId == user.UserId()).OrderBy(l => l.Name).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ScreenList([.. own.Select(View)]));
    }

    private static async Task<Results<Ok<ScreenView>, ProblemHttpResult>> Put(
        Guid id,
        KeepScreenRequest request,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        CancellationToken cancellationToken
    )
    {
        if (ScreenRules.Check(request, out var problems) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (problems.Count > 0)
        {
            return RuleProblems.Refuse(problems);
        }

        var (userId, body) = (user.UserId(), ScreenRules.Write(request.Body));
        var wanted = new Wanted<Screen>(
            request.Version,
            now => New(userId, id, now),
            // The database has its own way to write JSON.
            found => (found.Name, ScreenRules.Write(ScreenRules.Read(found.Body))) == (request.Name, body),
            found => (found.Name, found.Body) = (request.Name, body)
        )
        {
            Rival = (screen => screen.Name == request.Name, ScreenErrors.NameTaken),
        };
        return (await keeper.Keep(db, Shelf(userId), id, wanted, cancellationToken)).ToHttp(View);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        int? version,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        CancellationToken cancellationToken
    ) => (await keeper.Delete(db, Shelf(user.UserId()), id, version, cancellationToken)).ToDeleted(View);

    private static Shelf<Screen> Shelf(Guid userId) => new($"market.screens:{userId}", s => s.UserId == userId, ScreenRules.MostScreens, ScreenErrors.Shelf);

    private static Screen New(Guid userId, Guid id, DateTimeOffset now) =>
        new()
        {
            UserId = userId,
            Id = id,
            Name = "",
            Body = "",
            Version = 0,
            CreatedAt = now,
            UpdatedAt = now,
        };

    private static ScreenView View(Screen screen) => new(screen.Id, screen.Version, screen.Name, ScreenRules.Read(screen.Body), screen.UpdatedAt);
}
