using System.Collections.Immutable;

namespace Ami.Modules.Growth;

/// <summary>What staff write.</summary>
/// <param name="Kind">News, or what changed.</param>
/// <param name="TitleEs">One line in Spanish, up to 120 characters.</param>
/// <param name="TitleEn">One line in English, up to 120 characters.</param>
/// <param name="BodyEs">Paragraphs in Spanish, up to 4,000 characters.</param>
/// <param name="BodyEn">Paragraphs in English, up to 4,000 characters.</param>
/// <param name="Timing">When people are to see it.</param>
/// <param name="PublishAt">From when on, where that is a given time.</param>
/// <param name="Plan">Who is to see it; null is everybody.</param>
/// <param name="IsImportant">Whether it stands above pages until somebody has read it.</param>
/// <param name="BannerUntil">Until when it does; null for a month.</param>
internal sealed record AnnouncementDraft(
    AnnouncementKind Kind,
    string TitleEs,
    string TitleEn,
    string BodyEs,
    string BodyEn,
    AnnouncementTiming Timing,
    DateTimeOffset? PublishAt = null,
    Plan? Plan = null,
    bool IsImportant = false,
    DateTimeOffset? BannerUntil = null
)
{
    /// <summary>The announcement that it makes, or every wrong field with what would be right.</summary>
    /// <param name="before">What it takes the place of; null for a new one.</param>
    /// <param name="now">The time.</param>
    public Result<Announcement> Write(Announcement? before, DateTimeOffset now)
    {
        var wrong = ImmutableDictionary.CreateBuilder<string, string[]>();
        string Line(string field, string text)
        {
            var line = WrittenText.Line(text, Announcement.LongestTitle);
            if (line is null)
            {
                wrong[field] = [$"Enter a title of 1 to {Announcement.LongestTitle} characters, in one line."];
            }

            return line ?? "";
        }

        string Body(string field, string text)
        {
            var body = WrittenText.Paragraphs(text, Announcement.LongestBody);
            if (string.IsNullOrEmpty(body))
            {
                wrong[field] = [$"Enter a text of 1 to {Announcement.LongestBody} characters."];
            }

            return body ?? "";
        }

        if (Timing == AnnouncementTiming.At && PublishAt is null)
        {
            wrong["publishAt"] = ["Say when people are to see it."];
        }

        var publishAt = Timing switch
        {
            AnnouncementTiming.Draft => null,
            AnnouncementTiming.Now => before?.PublishAt <= now ? before.PublishAt : now,
            _ => PublishAt?.ToUniversalTime(),
        };
        if (IsImportant && publishAt is not null && BannerUntil <= publishAt)
        {
            wrong["bannerUntil"] = ["The banner has to end after people can see it."];
        }

        var made = new Announcement
        {
            Id = before?.Id ?? TimeOrderedId.New(now),
            Kind = Kind,
            TitleEs = Line("titleEs", TitleEs),
            TitleEn = Line("titleEn", TitleEn),
            BodyEs = Body("bodyEs", BodyEs),
            BodyEn = Body("bodyEn", BodyEn),
            Plan = Plan,
            IsImportant = IsImportant,
            PublishAt = publishAt,
            BannerUntil = IsImportant ? BannerUntil?.ToUniversalTime() : null,
            Version = (before?.Version ?? 0) + 1,
            CreatedAt = before?.CreatedAt ?? now,
            ChangedAt = now,
        };
        return wrong.Count == 0 ? made : AnnouncementErrors.Invalid(wrong.ToImmutable());
    }
}
