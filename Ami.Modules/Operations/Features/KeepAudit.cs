using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>How long audit entries are kept, and when they were last verified.</summary>
internal static class KeepAudit
{
    internal sealed record LastVerification(DateTimeOffset At, long Entries, long Faults);

    internal sealed record AuditKeeping(int KeepDays, int MinDays, int MaxDays, LastVerification? LastVerification);

    internal sealed record KeepAuditRequest(int KeepDays);

    public static void Map(IEndpointRouteBuilder audit)
    {
        audit
            .MapGet("/keeping", Get)
            .RequirePermission(OperationsPermissions.ReadAudit)
            .WithName("GetAuditKeeping")
            .WithSummary("Retention, and the last verification.");
        audit
            .MapPut("/keeping", Set)
            .RequirePermission(OperationsPermissions.ManageAudit)
            .RequireFreshSignIn()
            .WithName("SetAuditKeeping")
            .WithSummary("Days that entries are kept.");
    }

    private static async Task<Ok<AuditKeeping>> Get(AuditRetention retention, AuditTrail trail, CancellationToken cancellationToken)
    {
        var page = (await trail.Search(new AuditFilter { Action = VerifyAudit.Action }, null, 1, cancellationToken)).Value;
        var figures = page.Items is [{ After: { } after }, ..] ? after.Deserialize<VerifyAudit.VerificationFigures>(JsonSerializerOptions.Web) : null;
        var last = figures is null ? null : new LastVerification(page.Items[0].At, figures.Entries, figures.Faults);
        return TypedResults.Ok(new AuditKeeping(await retention.KeepDays(cancellationToken), AuditRetention.MinDays, AuditRetention.MaxDays, last));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(
        KeepAuditRequest request,
        AuditRetention retention,
        AuditLog audit,
        UnitOfWork unitOfWork,
        CancellationToken cancellationToken
    )
    {
        if (request.KeepDays is < AuditRetention.MinDays or > AuditRetention.MaxDays)
        {
            return Error
                .InvalidField("audit.retention_out_of_range", "keepDays", $"Choose {AuditRetention.MinDays} to {AuditRetention.MaxDays} days.")
                .ToProblem();
        }

        var before = await retention.KeepDays(cancellationToken);
        await unitOfWork.Run(
            async ct =>
            {
                await AuditRetention.Set(unitOfWork, request.KeepDays, ct);
                audit.Append(new AuditEntry("audit.retention-changed", "audit", null) { Before = new { KeepDays = before }, After = new { request.KeepDays } });
            },
            cancellationToken
        );
        return TypedResults.NoContent();
    }
}
