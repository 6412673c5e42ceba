using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Drawings;

/// <summary>A drawing as it is kept.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Points">In the order of the kind.</param>
/// <param name="Style">What it looks like.</param>
/// <param name="Text">Words on it.</param>
/// <param name="IsLocked">Whether it is not to be moved by accident.</param>
/// <param name="IsHidden">Whether it is not shown.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record DrawingView(
    Guid Id,
    int Version,
    DrawingKind Kind,
    IReadOnlyList<DrawingPoint> Points,
    DrawingStyle Style,
    string? Text,
    bool IsLocked,
    bool IsHidden,
    DateTimeOffset UpdatedAt
);

/// <summary>A person's drawings of a symbol.</summary>
/// <param name="Items">Oldest first, which is the order they are painted in.</param>
internal sealed record DrawingList(IReadOnlyList<DrawingView> Items);

/// <summary>A drawing as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new drawing.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Points">As many as the kind has.</param>
/// <param name="Style">What it looks like.</param>
/// <param name="Text">Words on it.</param>
/// <param name="IsLocked">Whether it is not to be moved by accident.</param>
/// <param name="IsHidden">Whether it is not shown.</param>
internal sealed record KeepDrawingRequest(
    int Version,
    DrawingKind Kind,
    IReadOnlyList<DrawingPoint> Points,
    DrawingStyle Style,
    string? Text = null,
    bool IsLocked = false,
    bool IsHidden = false
);

/// <summary>
/// A person's drawings on the charts of a symbol. Sending the same again changes nothing; a change that was made to an older version than what is there is
/// refused, and the refusal says what is there (<c>current</c>).
/// </summary>
internal static class KeepDrawings
{
    // The application draws by itself what it is told, so it counts as its own reads do: nobody uses them up with a mouse.
    public static void Map(IEndpointRouteBuilder trading)
    {
        var drawings = trading.MapGroup("/drawings/{symbol}").MeteredBy(Metering.Reads);
        drawings.MapGet("", List).WithName("ListDrawings").WithSummary("The signed-in user's drawings on the charts of a symbol.");
        drawings
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("KeepDrawing")
            .WithSummary("Makes a drawing, or changes the version of it that the client saw.");
        drawings
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteDrawing")
            .WithSummary("Deletes a drawing; with `version` only if it is still the one the client saw.");
    }

    private static async Task<Results<Ok<DrawingList>, ProblemHttpResult>> List(
        string symbol,
        ClaimsPrincipal user,
        MarketDb db,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (!(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error))
        {
            return error.ToProblem();
        }

        var name = spec.Symbol.Value;
        var own = await db
            .Drawings.AsNoTracking()
            .Where(d => d.UserId == user.UserId() && d.Symbol == name)
            .OrderBy(d => d.CreatedAt)
            .ThenBy(d => d.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new DrawingList([.. own.Select(View)]));
    }

    private static async Task<Results<Ok<DrawingView>, ProblemHttpResult>> Put(
        string symbol,
        Guid id,
        KeepDrawingRequest request,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        UnitOfWork unitOfWork,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (DrawingRules.Check(request.Kind, request.Points, request.Style, request.Text) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error))
        {
            return error.ToProblem();
        }

        var (userId, name) = (user.UserId(), spec.Symbol.Value);
        var wanted = new Wanted<Drawing>(
            request.Version,
            now => New(userId, name, id, request, now),
            found => IsSame(found, request),
            found => Take(found, request)
        )
        {
            Beside = (before, now, ct) =>
                before is not null && (before.Kind != request.Kind || !DrawingJson.Points(before.Points).SequenceEqual(request.Points))
                    ? AlertsOnDrawings.Moved(unitOfWork, userId, name, id, now, ct)
                    : Task.CompletedTask,
        };
        return (await keeper.Keep(db, Shelf(userId, name), id, wanted, cancellationToken)).ToHttp(View);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string symbol,
        Guid id,
        int? version,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        UnitOfWork unitOfWork,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (!(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error))
        {
            return error.ToProblem();
        }

        var (userId, name) = (user.UserId(), spec.Symbol.Value);
        var deleted = await keeper.Delete(
            db,
            Shelf(userId, name),
            id,
            version,
            cancellationToken,
            ct => AlertsOnDrawings.Gone(unitOfWork, userId, name, id, ct)
        );
        return deleted.ToDeleted(View);
    }

    private static Shelf<Drawing> Shelf(Guid userId, string symbol) =>
        new($"market.drawings:{userId}:{symbol}", d => d.UserId == userId && d.Symbol == symbol, DrawingRules.MostOfASymbol, DrawingErrors.Shelf);

    private static Drawing New(Guid userId, string symbol, Guid id, KeepDrawingRequest request, DateTimeOffset now) =>
        new()
        {
            UserId = userId,
            Symbol = symbol,
            Id = id,
            Kind = request.Kind,
            Points = DrawingJson.Of(request.Points),
            Style = DrawingJson.Of(request.Style),
            Text = request.Text,
            IsLocked = request.IsLocked,
            IsHidden = request.IsHidden,
            CreatedAt = now,
        };

    private static void Take(Drawing found, KeepDrawingRequest request)
    {
        (found.Kind, found.Text, found.IsLocked, found.IsHidden) = (request.Kind, request.Text, request.IsLocked, request.IsHidden);
        (found.Points, found.Style) = (DrawingJson.Of(request.Points), DrawingJson.Of(request.Style));
    }

    private static bool IsSame(Drawing found, KeepDrawingRequest request) =>
        (found.Kind, found.Text, found.IsLocked, found.IsHidden) == (request.Kind, request.Text, request.IsLocked, request.IsHidden)
        && DrawingJson.Points(found.Points).SequenceEqual(request.Points)
        && DrawingJson.Of(DrawingJson.Style(found.Style)) == DrawingJson.Of(request.Style);

    private static DrawingView View(Drawing drawing) =>
        new(
            drawing.Id,
            drawing.Version,
            drawing.Kind,
            DrawingJson.Points(drawing.Points),
            DrawingJson.Style(drawing.Style),
            drawing.Text,
            drawing.IsLocked,
            drawing.IsHidden,
            drawing.UpdatedAt
        );
}
