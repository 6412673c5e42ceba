using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Writes announcements: makes one, changes one that nobody else changed meanwhile, and takes one away.</summary>
internal static class WriteAnnouncement
{
    /// <param name="Draft">What it is to say.</param>
    /// <param name="Version">Of what was changed.</param>
    internal sealed record ChangeAnnouncementRequest(AnnouncementDraft Draft, int Version);

    public static void Map(IEndpointRouteBuilder announcements)
    {
        announcements
            .MapPost("", Create)
            .RequirePermission(GrowthPermissions.ManageAnnouncements)
            .RequireIdempotencyKey()
            .WithName("CreateAnnouncement")
            .WithSummary("Write an announcement.");
        announcements
            .MapPut("/{id:guid}", Change)
            .RequirePermission(GrowthPermissions.ManageAnnouncements)
            .WithName("ChangeAnnouncement")
            .WithSummary("Change an announcement.");
        announcements
            .MapDelete("/{id:guid}", Remove)
            .RequirePermission(GrowthPermissions.ManageAnnouncements)
            .WithName("RemoveAnnouncement")
            .WithSummary("Take an announcement away for good.");
    }

    private static async Task<Results<Created<AnnouncementRow>, ProblemHttpResult>> Create(
        AnnouncementDraft draft,
        RequestKey key,
        RequestOnce once,
        GrowthDb db,
        AuditLog audit,
        TimeProvider time,
        HttpContext http
    )
    {
        var now = time.GetUtcNow();
        if (!draft.Write(null, now).Try(out var made, out var wrong))
        {
            return wrong.ToProblem();
        }

        var answer = await once.Run<AnnouncementRow>(
            key,
            async ct =>
            {
                db.Announcements.Add(made);
                await db.SaveChangesAsync(ct);
                audit.Append(new AuditEntry("growth.announcement-written", "announcement", made.Id.ToString()) { After = Facts(made) });
                return await Row(db, made.Id, now, ct);
            },
            http.RequestAborted
        );
        return answer.ToHttp(http, row => TypedResults.Created($"/api/admin/announcements/{row.Id}", row));
    }

    private static async Task<Results<Ok<AnnouncementRow>, ProblemHttpResult>> Change(
        Guid id,
        ChangeAnnouncementRequest request,
        UnitOfWork unitOfWork,
        GrowthDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var changed = await unitOfWork.Run<Result<AnnouncementRow>>(
            async ct =>
            {
                if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } before)
                {
                    return AnnouncementErrors.Unknown;
                }

                if (!request.Draft.Write(before, now).Try(out var made, out var wrong))
                {
                    return wrong;
                }

                if (await Replace(db, made, request.Version, ct) == 0)
                {
                    return AnnouncementErrors.ChangedMeanwhile;
                }

                audit.Append(new AuditEntry("growth.announcement-changed", "announcement", id.ToString()) { Before = Facts(before), After = Facts(made) });
                return await Row(db, id, now, ct);
            },
            cancellationToken
        );
        return changed.ToHttp(TypedResults.Ok);
    }

    private static Task<int> Replace(GrowthDb db, Announcement made, int seen, CancellationToken cancellationToken) =>
        db
            .Announcements.Where(a => a.Id == made.Id && a.Version == seen)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.Kind, made.Kind)
                        .SetProperty(a => a.TitleEs, made.TitleEs)
                        .SetProperty(a => a.TitleEn, made.TitleEn)
                        .SetProperty(a => a.BodyEs, made.BodyEs)
                        .SetProperty(a => a.BodyEn, made.BodyEn)
                        .SetProperty(a => a.Plan, made.Plan)
                        .SetProperty(a => a.IsImportant, made.IsImportant)
                        .SetProperty(a => a.PublishAt, made.PublishAt)
                        .SetProperty(a => a.BannerUntil, made.BannerUntil)
                        .SetProperty(a => a.Version, seen + 1)
                        .SetProperty(a => a.ChangedAt, made.ChangedAt),
                cancellationToken
            );

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        UnitOfWork unitOfWork,
        GrowthDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } before)
                {
                    return AnnouncementErrors.Unknown;
                }

                await db.Announcements.Where(a => a.Id == id).ExecuteDeleteAsync(ct);
                audit.Append(new AuditEntry("growth.announcement-removed", "announcement", id.ToString()) { Before = Facts(before) });
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }

    private static Task<AnnouncementRow> Row(GrowthDb db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Announcements.AsNoTracking().Where(a => a.Id == id).Select(AnnouncementRows.Row(db, now)).SingleAsync(cancellationToken);

    /// <summary>What the audit log keeps of one.</summary>
    private static object Facts(Announcement announcement) =>
        new
        {
            announcement.Kind,
            announcement.TitleEs,
            announcement.TitleEn,
            announcement.Plan,
            announcement.IsImportant,
            announcement.PublishAt,
            announcement.BannerUntil,
        };
}
