using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Growth;

/// <summary>Announcements for staff: page by page, or all that match as a file.</summary>
internal static class ListAnnouncementRows
{
    public static void Map(IEndpointRouteBuilder announcements)
    {
        announcements
            .MapGet("", Page)
            .RequirePermission(GrowthPermissions.ReadAnnouncements)
            .WithName("ListAnnouncementRows")
            .WithSummary("Announcements, drafts among them.");
        announcements
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadAnnouncements)
            .WithName("ExportAnnouncements")
            .WithSummary("All announcements that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<AnnouncementRow>>, ProblemHttpResult>> Page(
        [AsParameters] AnnouncementFilter filter,
        [AsParameters] PageRequest page,
        GrowthDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        return (await AnnouncementRows.Order.Page(AnnouncementRows.Matching(db, filter, now), page, AnnouncementRows.Row(db, now), cancellationToken)).ToHttp(
            TypedResults.Ok
        );
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] AnnouncementFilter filter,
        string? sort,
        GrowthDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (!AnnouncementRows.Order.All(AnnouncementRows.Matching(db, filter, now), sort, AnnouncementRows.Row(db, now)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("growth.announcements-exported", "announcements", null) { After = new { Kind = filter.Kind?.Value, State = filter.State?.Value } },
            cancellationToken
        );
        return CsvExport.Of(
            "announcements.csv",
            rows,
            new("id", a => a.Id),
            new("kind", a => a.Kind),
            new("titleEs", a => a.TitleEs),
            new("titleEn", a => a.TitleEn),
            new("bodyEs", a => a.BodyEs),
            new("bodyEn", a => a.BodyEn),
            new("plan", a => a.Plan),
            new("isImportant", a => a.IsImportant),
            new("state", a => a.State),
            new("publishAt", a => a.PublishAt),
            new("bannerUntil", a => a.BannerUntil),
            new("reads", a => a.Reads),
            new("createdAt", a => a.CreatedAt)
        );
    }
}
