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
internal sealed class KeepLayouts(UnitOfWork unitOfWork, MarketDb db, TimeProvider time)
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
        KeepLayouts keeping,
        CancellationToken cancellationToken
    )
    {
        if (LayoutRules.Check(request) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (found, refusal) = await keeping.Keep(user.UserId(), id, request, cancellationToken);
        return refusal is null && found is not null ? TypedResults.Ok(View(found)) : Refused(refusal ?? LayoutErrors.Unknown, found);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        int? version,
        ClaimsPrincipal user,
        KeepLayouts keeping,
        CancellationToken cancellationToken
    ) => await keeping.Delete(user.UserId(), id, version, cancellationToken) is { } found ? Refused(LayoutErrors.Changed, found) : TypedResults.NoContent();

    private Task<(Layout? Found, Error? Refusal)> Keep(Guid userId, Guid id, KeepLayoutRequest request, CancellationToken cancellationToken) =>
        unitOfWork.Run<(Layout? Found, Error? Refusal)>(
            async ct =>
            {
                await Hold(userId, ct);
                var own = await db.Layouts.Where(l => l.UserId == userId).ToListAsync(ct);
                var (found, body, now) = (own.Find(l => l.Id == id), LayoutRules.Write(request.Body), time.GetUtcNow());
                if (found is null && request.Version > 0)
                {
                    return (null, LayoutErrors.Unknown);
                }

                // The database has its own way to write JSON.
                if (
                    found is not null
                    && (found.Name, found.IsCurrent, LayoutRules.Write(LayoutRules.Read(found.Body))) == (request.Name, request.IsCurrent, body)
                )
                {
                    return (found, null);
                }

                if (found is not null && found.Version != request.Version)
                {
                    return (found, LayoutErrors.Changed);
                }

                if (own.Any(l => l.Id != id && l.Name == request.Name))
                {
                    return (found, LayoutErrors.NameTaken);
                }

                if (found is null && own.Count >= LayoutRules.MostLayouts)
                {
                    return (null, LayoutErrors.TooMany);
                }

                if (request.IsCurrent)
                {
                    // Not a change of what they say: who edits another one elsewhere may go on.
                    await db
                        .Layouts.Where(l => l.UserId == userId && l.Id != id && l.IsCurrent)
                        .ExecuteUpdateAsync(l => l.SetProperty(x => x.IsCurrent, false), ct);
                }

                if (found is null)
                {
                    found = new Layout
                    {
                        UserId = userId,
                        Id = id,
                        Name = request.Name,
                        IsCurrent = request.IsCurrent,
                        Body = body,
                        Version = 0,
                        CreatedAt = now,
                        UpdatedAt = now,
                    };
                    db.Layouts.Add(found);
                }

                (found.Name, found.IsCurrent, found.Body) = (request.Name, request.IsCurrent, body);
                (found.Version, found.UpdatedAt) = (found.Version + 1, now);
                await db.SaveChangesAsync(ct);
                return (found, null);
            },
            cancellationToken
        );

    /// <returns>What is there instead of the version that was to be deleted; null when nothing is there any more.</returns>
    private Task<Layout?> Delete(Guid userId, Guid id, int? version, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await Hold(userId, ct);
                var found = await db.Layouts.SingleOrDefaultAsync(l => l.UserId == userId && l.Id == id, ct);
                if (found is null || version is { } seen && seen != found.Version)
                {
                    return found;
                }

                db.Layouts.Remove(found);
                await db.SaveChangesAsync(ct);
                return null;
            },
            cancellationToken
        );

    /// <summary>One change at a time of what is counted and named together.</summary>
    private Task Hold(Guid userId, CancellationToken cancellationToken) => unitOfWork.Hold($"market.layouts:{userId}", cancellationToken);

    private static ProblemHttpResult Refused(Error error, Layout? found)
    {
        var problem = error.ToProblem();
        if (found is not null)
        {
            problem.ProblemDetails.Extensions["current"] = LayoutRules.Element(View(found));
        }

        return problem;
    }

    private static LayoutView View(Layout layout) =>
        new(layout.Id, layout.Version, layout.Name, layout.IsCurrent, LayoutRules.Read(layout.Body), layout.UpdatedAt);
}
