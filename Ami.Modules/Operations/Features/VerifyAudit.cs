using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>Checks the whole audit log. What it found is itself an entry, so that everybody sees when somebody last looked.</summary>
internal static class VerifyAudit
{
    public const string Action = "audit.verified";

    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="Anchor">An anchor noted elsewhere (number:code, from the log), to see that it is still there.</param>
    internal sealed record VerifyAuditRequest(string? Anchor = null);

    /// <summary>What an entry of a verification says.</summary>
    internal sealed record VerificationFigures(long Entries, long Anchors, long Faults);

    public static void Map(IEndpointRouteBuilder audit) =>
        audit
            .MapPost("/verify", Handle)
            .RequirePermission(OperationsPermissions.ManageAudit)
            .WithName("VerifyAudit")
            .WithSummary("Checks every entry and every anchor.");

    private static async Task<Results<Ok<AuditVerification>, ProblemHttpResult>> Handle(
        VerifyAuditRequest request,
        AuditVerifier verifier,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!await OneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return Error.Conflict("audit.verification_running", "The audit log is being verified already. Wait for its result.").ToProblem();
        }

        try
        {
            var anchor = request.Anchor?.Trim();
            var verification = await verifier.Verify(string.IsNullOrEmpty(anchor) ? null : anchor, cancellationToken);
            await audit.Write(
                new AuditEntry(Action, "audit", null)
                {
                    Succeeded = verification.IsIntact,
                    After = new VerificationFigures(verification.Entries, verification.Anchors, verification.Faults),
                },
                cancellationToken
            );
            return TypedResults.Ok(verification);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
