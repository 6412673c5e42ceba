using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
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
internal sealed class KeepDrawings(UnitOfWork unitOfWork, MarketDb db, TimeProvider time)
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
        KeepDrawings keeping,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (request.Version < 0)
        {
            return DrawingErrors.Version.ToProblem();
        }

        if (DrawingRules.Check(request.Kind, request.Points, request.Style, request.Text) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error))
        {
            return error.ToProblem();
        }

        var (found, refusal) = await keeping.Keep(user.UserId(), spec.Symbol.Value, id, request, cancellationToken);
        return refusal is null && found is not null ? TypedResults.Ok(View(found)) : Refused(refusal ?? DrawingErrors.Unknown, found);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string symbol,
        Guid id,
        int? version,
        ClaimsPrincipal user,
        KeepDrawings keeping,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (!(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error))
        {
            return error.ToProblem();
        }

        return await keeping.Delete(user.UserId(), spec.Symbol.Value, id, version, cancellationToken) is { } found
            ? Refused(DrawingErrors.Changed, found)
            : TypedResults.NoContent();
    }

    private static ProblemHttpResult Refused(Error error, Drawing? found)
    {
        var problem = error.ToProblem();
        if (found is not null)
        {
            problem.ProblemDetails.Extensions["current"] = DrawingJson.Element(View(found));
        }

        return problem;
    }

    private Task<(Drawing? Found, Error? Refusal)> Keep(Guid userId, string symbol, Guid id, KeepDrawingRequest request, CancellationToken cancellationToken) =>
        unitOfWork.Run<(Drawing? Found, Error? Refusal)>(
            async ct =>
            {
                await Hold(userId, symbol, ct);
                var now = Now();
                if (await Find(userId, symbol, id, ct) is not { } found)
                {
                    if (request.Version > 0)
                    {
                        return (null, DrawingErrors.Unknown);
                    }

                    if (await db.Drawings.CountAsync(d => d.UserId == userId && d.Symbol == symbol, ct) >= DrawingRules.MostOfASymbol)
                    {
                        return (null, DrawingErrors.TooMany);
                    }

                    found = New(userId, symbol, id, request, now);
                    db.Drawings.Add(found);
                }
                else if (IsSame(found, request))
                {
                    return (found, null);
                }
                else if (found.Version != request.Version)
                {
                    return (found, DrawingErrors.Changed);
                }
                else
                {
                    Take(found, request, now);
                }

                await db.SaveChangesAsync(ct);
                return (found, null);
            },
            cancellationToken
        );

    /// <returns>What is there instead of the version that was to be deleted; null when nothing is there any more.</returns>
    private Task<Drawing?> Delete(Guid userId, string symbol, Guid id, int? version, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await Hold(userId, symbol, ct);
                if (await Find(userId, symbol, id, ct) is not { } found)
                {
                    return null;
                }

                if (version is { } seen && seen != found.Version)
                {
                    return found;
                }

                db.Drawings.Remove(found);
                await db.SaveChangesAsync(ct);
                return null;
            },
            cancellationToken
        );

    /// <summary>As exact as the database keeps it, so that the answer says what will be read.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>One change at a time of what is counted and versioned together.</summary>
    private Task Hold(Guid userId, string symbol, CancellationToken cancellationToken) =>
        unitOfWork.Hold($"market.drawings:{userId}:{symbol}", cancellationToken);

    private Task<Drawing?> Find(Guid userId, string symbol, Guid id, CancellationToken cancellationToken) =>
        db.Drawings.SingleOrDefaultAsync(d => d.UserId == userId && d.Symbol == symbol && d.Id == id, cancellationToken);

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
            Version = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };

    private static void Take(Drawing found, KeepDrawingRequest request, DateTimeOffset now)
    {
        (found.Kind, found.Text, found.IsLocked, found.IsHidden) = (request.Kind, request.Text, request.IsLocked, request.IsHidden);
        (found.Points, found.Style) = (DrawingJson.Of(request.Points), DrawingJson.Of(request.Style));
        (found.Version, found.UpdatedAt) = (found.Version + 1, now);
    }

    /// <summary>What was sent before and arrives again, as after a lost answer.</summary>
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
