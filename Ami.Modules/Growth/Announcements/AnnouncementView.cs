using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An announcement as people read it, in both languages, so that switching the language needs no other request.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">News, or what changed.</param>
/// <param name="TitleEs">One line in Spanish.</param>
/// <param name="TitleEn">One line in English.</param>
/// <param name="BodyEs">Paragraphs in Spanish.</param>
/// <param name="BodyEn">Paragraphs in English.</param>
/// <param name="IsImportant">Whether it stood above pages.</param>
/// <param name="PublishedAt">Since when it is to be read.</param>
/// <param name="IsRead">Whether the caller has read it or closed its banner, or it is no news any more.</param>
internal sealed record AnnouncementView(
    Guid Id,
    AnnouncementKind Kind,
    string TitleEs,
    string TitleEn,
    string BodyEs,
    string BodyEn,
    bool IsImportant,
    DateTimeOffset PublishedAt,
    bool IsRead
)
{
    /// <param name="db">Where it is read.</param>
    /// <param name="userId">The caller; nobody has read anything.</param>
    /// <param name="newsSince">What is older is no news.</param>
    public static Expression<Func<Announcement, AnnouncementView>> Of(GrowthDb db, Guid? userId, DateTimeOffset newsSince) =>
        a => new AnnouncementView(
            Id: a.Id,
            Kind: a.Kind,
            TitleEs: a.TitleEs,
            TitleEn: a.TitleEn,
            BodyEs: a.BodyEs,
            BodyEn: a.BodyEn,
            IsImportant: a.IsImportant,
            PublishedAt: a.PublishAt!.Value,
            IsRead: a.PublishAt <= newsSince || (userId != null && db.AnnouncementReads.Any(r => r.AnnouncementId == a.Id && r.UserId == userId))
        );
}

/// <summary>Which announcements somebody is to see, now.</summary>
internal sealed class VisibleAnnouncements(GrowthDb db, IPersonDirectory people, TimeProvider time)
{
    /// <summary>Newest first.</summary>
    public static readonly ListOrder<Announcement> Order = new ListOrder<Announcement>(a => a.Id, "-publishedAt").By("publishedAt", a => a.PublishAt!.Value);

    /// <summary>What is older is no news.</summary>
    public DateTimeOffset NewsSince => time.GetUtcNow() - Announcement.NewsFor;

    /// <summary>For everybody, signed in or not.</summary>
    public IQueryable<Announcement> Public() => Published().Where(a => a.Plan == null);

    /// <summary>For somebody on the plan that they have now.</summary>
    public async Task<IQueryable<Announcement>> For(Guid userId, CancellationToken cancellationToken)
    {
        var plan = (await people.Find(userId, cancellationToken))?.Plan;
        return Published().Where(a => a.Plan == null || a.Plan == plan);
    }

    /// <summary>Those of somebody's that are still news and that they have not read.</summary>
    public async Task<IQueryable<Announcement>> UnreadFor(Guid userId, CancellationToken cancellationToken)
    {
        var since = NewsSince;
        return (await For(userId, cancellationToken)).Where(a =>
            a.PublishAt > since && !db.AnnouncementReads.Any(r => r.AnnouncementId == a.Id && r.UserId == userId)
        );
    }

    private IQueryable<Announcement> Published()
    {
        var now = time.GetUtcNow();
        return db.Announcements.AsNoTracking().Where(a => a.PublishAt <= now);
    }
}
