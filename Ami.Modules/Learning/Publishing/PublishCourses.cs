using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Learning;

/// <summary>
/// Writes the courses of the files to the database: the one place that does. One process at a time, and only what changed; a course whose files have gone is
/// archived, and a lesson that has gone from a course is set aside with what people did there, a card likewise.
/// </summary>
internal sealed class PublishCourses(UnitOfWork unitOfWork, LearningDb db, PublishQuizzes quizzes, SearchWords words, TimeProvider time)
{
    /// <summary>Held while courses are written; whoever needs several of their rows to be of one writing shares it.</summary>
    public const string Lock = "learning.courses";

    /// <returns>How many courses were written or archived.</returns>
    public Task<int> Run(ImmutableArray<CourseSource> sources, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold(Lock, ct);
                var known = await db.Courses.Include(c => c.Prices).Include(c => c.Lessons).AsSplitQuery().ToDictionaryAsync(c => c.Id, ct);
                var cards = (await db.Cards.Where(c => c.UserId == null).ToListAsync(ct)).ToLookup(c => c.LessonId);
                var now = time.GetUtcNow();
                var written = sources.Where(source => Write(source, known.GetValueOrDefault(source.Id), cards, now)).ToList();
                var gone = known.Values.Where(course => course.ArchivedAt is null && sources.All(source => source.Id != course.Id)).ToList();
                gone.ForEach(course => course.ArchivedAt = now);
                await db.SaveChangesAsync(ct);
                await words.Follow(written.Count + gone.Count > 0, ct);
                foreach (var source in written)
                {
                    await quizzes.Write(source, now, ct);
                }

                return written.Count + gone.Count;
            },
            cancellationToken
        );

    private bool Write(CourseSource source, Course? known, ILookup<Guid?, Card> cards, DateTimeOffset now)
    {
        if (known is { ArchivedAt: null } && known.ContentHash == source.Hash)
        {
            return false;
        }

        var file = source.File;
        var course = known ?? db.Courses.Add(New(source, now)).Entity;
        (course.Level, course.Access, course.ContentHash, course.ArchivedAt) = (file.Level, file.Access, source.Hash, null);
        (course.TitleEs, course.TitleEn, course.SummaryEs, course.SummaryEn) = (file.Title.Es, file.Title.En, file.Summary.Es, file.Summary.En);
        (course.OutlineEs, course.OutlineEn) = (Titles(file, title => title.Es), Titles(file, title => title.En));
        WritePrices(course, file);
        WriteLessons(course, source, now);
        foreach (var lesson in file.Lessons)
        {
            WriteCards(source, lesson.Key, [.. cards[source.LessonId(lesson.Key)]], now);
        }

        return true;
    }

    private void WritePrices(Course course, CourseFile file)
    {
        var prices = file.Prices ?? ImmutableSortedDictionary<string, decimal>.Empty;
        db.Prices.RemoveRange(course.Prices.Where(price => !prices.ContainsKey(price.Currency)));
        foreach (var (currency, amount) in prices)
        {
            if (course.Prices.Find(price => price.Currency == currency) is { } price)
            {
                price.Amount = amount;
            }
            else
            {
                db.Prices.Add(
                    new CoursePrice
                    {
                        CourseId = course.Id,
                        Currency = currency,
                        Amount = amount,
                    }
                );
            }
        }
    }

    private void WriteLessons(Course course, CourseSource source, DateTimeOffset now)
    {
        foreach (var gone in course.Lessons.Where(lesson => lesson.RemovedAt is null && !source.Bodies.ContainsKey(lesson.Key)))
        {
            gone.RemovedAt = now;
        }

        foreach (var (index, file) in source.File.Lessons.Index())
        {
            var body = source.Bodies[file.Key];
            if (course.Lessons.Find(lesson => lesson.Key == file.Key) is not { } known)
            {
                db.Lessons.Add(New(source, index + 1, file, body));
                continue;
            }

            (known.Position, known.Minutes, known.IsPreview, known.RemovedAt) = (index + 1, file.Minutes, file.Preview, null);
            known.Kind = KindOf(file);
            (known.TitleEs, known.TitleEn, known.BodyEs, known.BodyEn) = (file.Title.Es, file.Title.En, body.Es, body.En);
        }
    }

    private void WriteCards(CourseSource source, string lesson, IReadOnlyCollection<Card> known, DateTimeOffset now)
    {
        var files = source.Cards[lesson];
        foreach (var gone in known.Where(card => card.RetiredAt is null && files.All(file => file.Key != card.Key)))
        {
            gone.RetiredAt = now;
        }

        foreach (var (index, file) in files.Index())
        {
            var card = known.FirstOrDefault(card => card.Key == file.Key) ?? db.Cards.Add(New(source, lesson, file, now)).Entity;
            (card.Position, card.RetiredAt) = (index + 1, null);
            (card.FrontEs, card.FrontEn, card.BackEs, card.BackEn) = (file.Front.Es, file.Front.En, file.Back.Es, file.Back.En);
        }
    }

    private static Card New(CourseSource source, string lesson, CardFile file, DateTimeOffset now) =>
        new()
        {
            Id = source.CardId(lesson, file.Key),
            LessonId = source.LessonId(lesson),
            Origin = CardOrigin.Lesson,
            Key = file.Key,
            Position = 1,
            FrontEs = "",
            FrontEn = "",
            BackEs = "",
            BackEn = "",
            AddedAt = now,
        };

    private static Course New(CourseSource source, DateTimeOffset now) =>
        new()
        {
            Id = source.Id,
            Slug = source.Slug,
            Level = source.File.Level,
            Access = source.File.Access,
            TitleEs = source.File.Title.Es,
            TitleEn = source.File.Title.En,
            SummaryEs = source.File.Summary.Es,
            SummaryEn = source.File.Summary.En,
            OutlineEs = "",
            OutlineEn = "",
            ContentHash = source.Hash,
            PublishedAt = now,
        };

    private static Lesson New(CourseSource source, int position, LessonFile file, InBoth body) =>
        new()
        {
            Id = source.LessonId(file.Key),
            CourseId = source.Id,
            Key = file.Key,
            Position = position,
            TitleEs = file.Title.Es,
            TitleEn = file.Title.En,
            BodyEs = body.Es,
            BodyEn = body.En,
            Minutes = file.Minutes,
            IsPreview = file.Preview,
            Kind = KindOf(file),
        };

    private static LessonKind KindOf(LessonFile file) =>
        file.Quiz is not { } quiz ? LessonKind.Article
        : quiz.Draw.All(topic => topic.Exercises) ? LessonKind.Exercise
        : LessonKind.Quiz;

    private static string Titles(CourseFile file, Func<InBoth, string> of) => string.Join('\n', file.Lessons.Select(lesson => of(lesson.Title)));
}

/// <summary>Publishes the courses of this version as a silo starts.</summary>
internal sealed class PublishAtStart(IServiceScopeFactory scopes, ILogger<PublishAtStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var written = await scope.ServiceProvider.GetRequiredService<PublishCourses>().Run(CourseFiles.All, cancellationToken);
            logger.LogInformation("{Written} of {All} courses were written", written, CourseFiles.All.Length);
        }
        catch (Exception exception) when (DatabaseFaults.IsTransient(exception))
        {
            logger.LogWarning(exception, "The courses could not be written; the next start tries it");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
