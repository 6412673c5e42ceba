using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Drawings;

/// <summary>A style under a name.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Kind">For drawings of which kind.</param>
/// <param name="Name">One of the kind has it.</param>
/// <param name="Style">The style.</param>
internal sealed record DrawingTemplateView(Guid Id, DrawingKind Kind, string Name, DrawingStyle Style);

/// <summary>A person's templates.</summary>
/// <param name="Items">By kind and name.</param>
internal sealed record DrawingTemplateList(IReadOnlyList<DrawingTemplateView> Items);

/// <summary>A template as it is to be from now on.</summary>
/// <param name="Kind">For drawings of which kind.</param>
/// <param name="Name">Short; no other of the kind may have it.</param>
/// <param name="Style">The style.</param>
internal sealed record KeepDrawingTemplateRequest(DrawingKind Kind, string Name, DrawingStyle Style);

/// <summary>A person's styles for drawings. Sending the same again changes nothing; who is last wins.</summary>
internal sealed class KeepTemplates(UnitOfWork unitOfWork, MarketDb db, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder trading)
    {
        var templates = trading.MapGroup("/drawing-templates").MeteredBy(Metering.Reads);
        templates.MapGet("", List).WithName("ListDrawingTemplates").WithSummary("The signed-in user's styles for drawings.");
        templates.MapPut("/{id}", Put).RefuseImpersonation().WithName("KeepDrawingTemplate").WithSummary("Makes or changes a template.");
        templates.MapDelete("/{id}", Remove).RefuseImpersonation().WithName("DeleteDrawingTemplate").WithSummary("Deletes a template.");
    }

    private static async Task<Ok<DrawingTemplateList>> List(ClaimsPrincipal user, MarketDb db, CancellationToken cancellationToken)
    {
        var own = await db
            .DrawingTemplates.AsNoTracking()
            .Where(t => t.UserId == user.UserId())
            .OrderBy(t => t.Kind)
            .ThenBy(t => t.Name)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new DrawingTemplateList([.. own.Select(View)]));
    }

    private static async Task<Results<Ok<DrawingTemplateView>, ProblemHttpResult>> Put(
        Guid id,
        KeepDrawingTemplateRequest request,
        ClaimsPrincipal user,
        KeepTemplates keeping,
        CancellationToken cancellationToken
    ) =>
        (DrawingRules.CheckName(request.Name) ?? DrawingRules.Check(request.Kind, request.Style)) is { } wrong
            ? wrong.ToProblem()
            : (await keeping.Keep(user.UserId(), id, request, cancellationToken)).ToHttp(template => TypedResults.Ok(View(template)));

    private static async Task<NoContent> Remove(Guid id, ClaimsPrincipal user, MarketDb db, CancellationToken cancellationToken)
    {
        await db.DrawingTemplates.Where(t => t.UserId == user.UserId() && t.Id == id).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private Task<Result<DrawingTemplate>> Keep(Guid userId, Guid id, KeepDrawingTemplateRequest request, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<DrawingTemplate>>(
            async ct =>
            {
                await unitOfWork.Hold($"market.drawing-templates:{userId}", ct);
                var own = await db.DrawingTemplates.Where(t => t.UserId == userId).ToListAsync(ct);
                if (own.Any(t => t.Id != id && t.Kind == request.Kind && t.Name == request.Name))
                {
                    return DrawingErrors.NameTaken;
                }

                if (own.Find(t => t.Id == id) is not { } found)
                {
                    if (own.Count >= DrawingRules.MostTemplates)
                    {
                        return DrawingErrors.TooManyTemplates;
                    }

                    found = new DrawingTemplate
                    {
                        UserId = userId,
                        Id = id,
                        Kind = request.Kind,
                        Name = request.Name,
                        Style = "",
                    };
                    db.DrawingTemplates.Add(found);
                }

                (found.Kind, found.Name, found.Style) = (request.Kind, request.Name, DrawingJson.Of(request.Style));
                found.UpdatedAt = time.GetUtcNow();
                await db.SaveChangesAsync(ct);
                return found;
            },
            cancellationToken
        );

    private static DrawingTemplateView View(DrawingTemplate template) => new(template.Id, template.Kind, template.Name, DrawingJson.Style(template.Style));
}
