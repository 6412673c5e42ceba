namespace Ami.Modules.Learning;

/// <summary>For whom a course is, from the easiest on.</summary>
internal enum CourseLevel
{
    /// <summary>Nothing has to be known.</summary>
    Beginner,

    /// <summary>Builds on what a course for beginners tells.</summary>
    Intermediate,

    /// <summary>For those who trade.</summary>
    Advanced,
}

/// <summary>What a course costs whoever wants to read it.</summary>
internal enum CourseOffering
{
    /// <summary>Nothing, but an account.</summary>
    Free,

    /// <summary>It comes with a plan that includes standard courses.</summary>
    Standard,

    /// <summary>It is bought once, or comes with a plan that includes all courses.</summary>
    Sold,
}

/// <summary>A course. Its texts are in both languages, so that switching the language needs no other request.</summary>
internal sealed class Course
{
    /// <summary>Columns of which the database itself makes what is searched.</summary>
    public const string SearchEs = nameof(SearchEs);

    /// <inheritdoc cref="SearchEs"/>
    public const string SearchEn = nameof(SearchEn);

    /// <inheritdoc cref="SearchEs"/>
    public const string Search = nameof(Search);

    /// <summary>What purchases call a course, with its id.</summary>
    public const string ProductKind = "course";

    public required Guid Id { get; init; }

    /// <summary>Its name in addresses.</summary>
    public required string Slug { get; init; }

    public required CourseLevel Level { get; set; }

    public required CourseOffering Access { get; set; }

    public required string TitleEs { get; set; }

    public required string TitleEn { get; set; }

    public required string SummaryEs { get; set; }

    public required string SummaryEn { get; set; }

    /// <summary>The titles of its lessons, to be searched.</summary>
    public required string OutlineEs { get; set; }

    /// <inheritdoc cref="OutlineEs"/>
    public required string OutlineEn { get; set; }

    /// <summary>Of the files that it was written from: the same files are not written twice.</summary>
    public required string ContentHash { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Since when it is neither listed nor sold; whoever bought it goes on reading.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public List<CoursePrice> Prices { get; } = [];

    public List<Lesson> Lessons { get; } = [];

    public ProductKey Product => ProductOf(Id);

    public static ProductKey ProductOf(Guid id) => new(ProductKind, id.ToString());
}

/// <summary>What a course costs in one currency.</summary>
internal sealed class CoursePrice
{
    public required Guid CourseId { get; init; }
    public required string Currency { get; init; }

    /// <summary>In the currency's major unit, before taxes that are added.</summary>
    public required decimal Amount { get; set; }
}

/// <summary>What a lesson is.</summary>
internal enum LessonKind
{
    /// <summary>A text to read.</summary>
    Article,

    /// <summary>Questions to answer, behind a short text.</summary>
    Quiz,

    /// <summary>A quiz of chart exercises alone.</summary>
    Exercise,
}

/// <summary>A lesson. Its key stays when it moves or is renamed, so what people did there stays too.</summary>
internal sealed class Lesson
{
    public required Guid Id { get; init; }
    public required Guid CourseId { get; init; }

    /// <summary>Its name in addresses, below the course.</summary>
    public required string Key { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; set; }

    public required LessonKind Kind { get; set; }

    public required string TitleEs { get; set; }

    public required string TitleEn { get; set; }

    /// <summary>Markdown.</summary>
    public required string BodyEs { get; set; }

    /// <inheritdoc cref="BodyEs"/>
    public required string BodyEn { get; set; }

    /// <summary>How long reading takes, about.</summary>
    public required int Minutes { get; set; }

    /// <summary>Whether everybody may read it.</summary>
    public required bool IsPreview { get; set; }

    /// <summary>Since when the course is without it.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
