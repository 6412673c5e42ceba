using System.Linq.Expressions;

namespace Ami.Modules.Learning;

/// <summary>What a course costs in one currency.</summary>
/// <param name="Currency">Its code.</param>
/// <param name="Amount">In the major unit, before taxes that are added.</param>
internal sealed record CoursePriceView(string Currency, decimal Amount);

/// <summary>A course in the catalogue.</summary>
/// <param name="Id">Its id, by which it is bought.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Level">For whom it is.</param>
/// <param name="Access">What it costs.</param>
/// <param name="TitleEs">In Spanish.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="SummaryEs">What one learns, in Spanish.</param>
/// <param name="SummaryEn">The same in English.</param>
/// <param name="Lessons">How many there are.</param>
/// <param name="Minutes">How long reading all of them takes.</param>
/// <param name="Prices">Where it is sold, once for each currency.</param>
internal sealed record CourseCard(
    Guid Id,
    string Slug,
    CourseLevel Level,
    CourseOffering Access,
    string TitleEs,
    string TitleEn,
    string SummaryEs,
    string SummaryEn,
    int Lessons,
    int Minutes,
    IReadOnlyList<CoursePriceView> Prices
)
{
    public static Expression<Func<Course, CourseCard>> Of { get; } =
        c => new CourseCard(
            c.Id,
            c.Slug,
            c.Level,
            c.Access,
            c.TitleEs,
            c.TitleEn,
            c.SummaryEs,
            c.SummaryEn,
            c.Lessons.Count(l => l.RemovedAt == null),
            c.Lessons.Where(l => l.RemovedAt == null).Sum(l => l.Minutes),
            c.Prices.OrderBy(p => p.Currency).Select(p => new CoursePriceView(p.Currency, p.Amount)).ToList()
        );
}

/// <summary>A lesson in an outline.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its name in addresses, below the course.</param>
/// <param name="TitleEs">In Spanish.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Minutes">How long reading takes.</param>
/// <param name="IsPreview">Whether everybody may read it.</param>
/// <param name="IsDone">Whether the caller has marked it as done, or passed it.</param>
/// <param name="Kind">What it is.</param>
internal sealed record LessonLine(Guid Id, string Key, string TitleEs, string TitleEn, int Minutes, bool IsPreview, bool IsDone, LessonKind Kind);

/// <summary>A course with its outline, and what the caller has of it.</summary>
/// <param name="Id">Its id, by which it is bought.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Level">For whom it is.</param>
/// <param name="Access">What it costs.</param>
/// <param name="TitleEs">In Spanish.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="SummaryEs">What one learns, in Spanish.</param>
/// <param name="SummaryEn">The same in English.</param>
/// <param name="IsArchived">Whether it is neither listed nor sold any more.</param>
/// <param name="Prices">Where it is sold, once for each currency.</param>
/// <param name="IncludedIn">The smallest plan that includes it; null where a plan makes no difference.</param>
/// <param name="Lessons">In their order.</param>
/// <param name="Reach">Through what the caller may read all of it now; null when they may not.</param>
/// <param name="EnrolledAt">Since when it is among the caller's courses; null when it is not.</param>
/// <param name="ContinueWith">The key of the lesson with which the caller goes on; null when they did not begin, or have done all.</param>
/// <param name="Certificate">The code of the caller's certificate, if they have one that counts.</param>
/// <param name="CertificateWithdrawn">Whether the caller's was revoked because the work was not their own: there is no other one of the course.</param>
internal sealed record CourseView(
    Guid Id,
    string Slug,
    CourseLevel Level,
    CourseOffering Access,
    string TitleEs,
    string TitleEn,
    string SummaryEs,
    string SummaryEn,
    bool IsArchived,
    IReadOnlyList<CoursePriceView> Prices,
    Plan? IncludedIn,
    IReadOnlyList<LessonLine> Lessons,
    CourseReach? Reach,
    DateTimeOffset? EnrolledAt,
    string? ContinueWith,
    string? Certificate,
    bool CertificateWithdrawn
);
