using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Layouts;

/// <summary>A layout as it is kept.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsCurrent">Whether it is the one that is shown.</param>
/// <param name="Body">What it says.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record LayoutView(Guid Id, int Version, string Name, bool IsCurrent, LayoutBody Body, DateTimeOffset UpdatedAt);

/// <summary>A person's layouts.</summary>
/// <param name="Items">By name.</param>
internal sealed record LayoutList(IReadOnlyList<LayoutView> Items);

/// <summary>A layout as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new layout.</param>
/// <param name="Name">Short; no other layout of the person may have it.</param>
/// <param name="IsCurrent">Whether it is the one that is shown; another one is then shown no more.</param>
/// <param name="Body">What it says.</param>
internal sealed record KeepLayoutRequest(int Version, string Name, bool IsCurrent, LayoutBody Body);

/// <summary>
/// How a person arranges charts. Sending the same again changes nothing; a change that was made to an older version than what is there is refused, and the
/// refusal says what is there (<c>current</c>).
/// </summary>
internal static class KeepLayouts
{
    public static void Map(IEndpointRouteBuilder trading)
    {
        var layouts = trading.MapGroup("/layouts").MeteredBy(Metering.Reads);
        layouts.MapGet("", List).WithName("ListLayouts").WithSummary("The signed-in user's layouts of charts.");
        layouts
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("KeepLayout")
            .WithSummary("Makes a layout, or changes the version of it that the client saw.");
        layouts
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteLayout")
            .WithSummary("Deletes a layout; with `version` only if it is still the one the client saw.");
    }

    private static async Task<Ok<LayoutList>> List(ClaimsPrincipal user, MarketDb db, CancellationToken cancellationToken)
    {
        var own = await db.Layouts.AsNoTracking().Where(l => l.UserId == user.UserId()).OrderBy(l => l.Name).ToListAsync(cancellationToken);
        return TypedResults.Ok(new LayoutList([.. own.Select(View)]));
    }

    private static async Task<Results<Ok<LayoutView>, ProblemHttpResult>> Put(
        Guid id,
        KeepLayoutRequest request,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        CancellationToken cancellationToken
    )
    {
        if (LayoutRules.Check(request) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (userId, body) = (user.UserId(), LayoutRules.Write(request.Body));
        var wanted = new Wanted<Layout>(
            request.Version,
            now => New(userId, id, now),
            // The database has its own way to write JSON.
            found => (found.Name, found.IsCurrent, LayoutRules.Write(LayoutRules.Read(found.Body))) == (request.Name, request.IsCurrent, body),
            found => (found.Name, found.IsCurrent, found.Body) = (request.Name, request.IsCurrent, body)
        )
        {
            Rival = (l => l.Name == request.Name, LayoutErrors.NameTaken),
            // Not a change of what the others say: who edits one of them elsewhere may go on.
            Beside = request.IsCurrent
                ? (_, _, ct) =>
                    db.Layouts.Where(l => l.UserId == userId && l.Id != id && l.IsCurrent).ExecuteUpdateAsync(l => l.SetProperty(x => x.IsCurrent, false), ct)
                : null,
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

    private static Shelf<Layout> Shelf(Guid userId) => new($"market.layouts:{userId}", l => l.UserId == userId, LayoutRules.MostLayouts, LayoutErrors.Shelf);

    private static Layout New(Guid userId, Guid id, DateTimeOffset now) =>
        new()
        {
            UserId = userId,
            Id = id,
            Name = "",
            IsCurrent = false,
            Body = "",
            Version = 0,
            CreatedAt = now,
            UpdatedAt = now,
        };

    private static LayoutView View(Layout layout) =>
        new(layout.Id, layout.Version, layout.Name, layout.IsCurrent, LayoutRules.Read(layout.Body), layout.UpdatedAt);
}
