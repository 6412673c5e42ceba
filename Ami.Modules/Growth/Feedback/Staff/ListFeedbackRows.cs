using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Growth;

/// <summary>Ideas for staff: page by page, or all that match as a file.</summary>
internal static class ListFeedbackRows
{
    public static void Map(IEndpointRouteBuilder feedback)
    {
        feedback
            .MapGet("", Page)
            .RequirePermission(GrowthPermissions.ReadFeedback)
            .WithName("ListFeedbackRows")
            .WithSummary("Ideas by words, filtered and sorted, with who wrote them.");
        feedback
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadFeedback)
            .WithName("ExportFeedback")
            .WithSummary("All ideas that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<FeedbackRow>>, ProblemHttpResult>> Page(
        [AsParameters] FeedbackRowFilter filter,
        [AsParameters] PageRequest page,
        GrowthDb db,
        CancellationToken cancellationToken
    ) => (await FeedbackRows.Order.Page(FeedbackRows.Matching(db, filter), page, FeedbackRows.Row(db), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] FeedbackRowFilter filter,
        string? sort,
        GrowthDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!FeedbackRows.Order.All(FeedbackRows.Matching(db, filter), sort, FeedbackRows.Row(db)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("growth.feedback-exported", "feedback", null)
            {
                After = new
                {
                    Status = filter.Status?.Value,
                    Merged = filter.Merged?.Value,
                    Searched = !string.IsNullOrEmpty(filter.Q),
                },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "feedback.csv",
            rows,
            new("id", p => p.Id),
            new("title", p => p.Title),
            new("body", p => p.Body),
            new("status", p => p.Status),
            new("votes", p => p.Votes),
            new("duplicates", p => p.Duplicates),
            new("reply", p => p.Reply),
            new("repliedAt", p => p.RepliedAt),
            new("mergedInto", p => p.MergedInto),
            new("createdAt", p => p.CreatedAt),
            new("changedAt", p => p.ChangedAt)
        );
    }
}
