using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An announcement as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">News, or what changed.</param>
/// <param name="TitleEs">One line in Spanish.</param>
/// <param name="TitleEn">One line in English.</param>
/// <param name="BodyEs">Paragraphs in Spanish.</param>
/// <param name="BodyEn">Paragraphs in English.</param>
/// <param name="Plan">Who sees it; null is everybody.</param>
/// <param name="IsImportant">Whether it stands above pages.</param>
/// <param name="State">How far it is.</param>
/// <param name="PublishAt">From when on people see it.</param>
/// <param name="BannerUntil">Until when it stands above pages.</param>
/// <param name="Reads">How many have read it, or closed its banner.</param>
/// <param name="Version">To be given back with a change.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ChangedAt">When it was last changed.</param>
internal sealed record AnnouncementRow(
    Guid Id,
    AnnouncementKind Kind,
    string TitleEs,
    string TitleEn,
    string BodyEs,
    string BodyEn,
    Plan? Plan,
    bool IsImportant,
    AnnouncementState State,
    DateTimeOffset? PublishAt,
    DateTimeOffset? BannerUntil,
    int Reads,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
);

/// <summary>Which announcements are listed. Shared by list and export.</summary>
/// <param name="Q">Words in a title or text.</param>
/// <param name="Kind">Only these.</param>
/// <param name="State">Only these.</param>
internal readonly record struct AnnouncementFilter(string? Q = null, Choice<AnnouncementKind>? Kind = null, Choice<AnnouncementState>? State = null);

/// <summary>The list of announcements of the admin area.</summary>
internal static class AnnouncementRows
{
    public static readonly ListOrder<Announcement> Order = new ListOrder<Announcement>(a => a.Id, "-createdAt").By("createdAt", a => a.CreatedAt);

    public static IQueryable<Announcement> Matching(GrowthDb db, AnnouncementFilter filter, DateTimeOffset now)
    {
        var all = db.Announcements.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            all = all.Where(a => EF.Functions.Like(EF.Property<string>(a, Announcement.Search), pattern));
        }

        if (filter.Kind is { Value: var kind })
        {
            all = all.Where(a => a.Kind == kind);
        }

        return filter.State?.Value switch
        {
            AnnouncementState.Draft => all.Where(a => a.PublishAt == null),
            AnnouncementState.Scheduled => all.Where(a => a.PublishAt > now),
            AnnouncementState.Published => all.Where(a => a.PublishAt <= now),
            _ => all,
        };
    }

    public static Expression<Func<Announcement, AnnouncementRow>> Row(GrowthDb db, DateTimeOffset now) =>
        a => new AnnouncementRow(
            Id: a.Id,
            Kind: a.Kind,
            TitleEs: a.TitleEs,
            TitleEn: a.TitleEn,
            BodyEs: a.BodyEs,
            BodyEn: a.BodyEn,
            Plan: a.Plan,
            IsImportant: a.IsImportant,
            State: a.PublishAt == null ? AnnouncementState.Draft
                : a.PublishAt > now ? AnnouncementState.Scheduled
                : AnnouncementState.Published,
            PublishAt: a.PublishAt,
            BannerUntil: a.BannerUntil,
            Reads: db.AnnouncementReads.Count(r => r.AnnouncementId == a.Id),
            Version: a.Version,
            CreatedAt: a.CreatedAt,
            ChangedAt: a.ChangedAt
        );
}
