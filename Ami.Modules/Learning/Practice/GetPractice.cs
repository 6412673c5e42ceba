using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>How much of what had been known was still known.</summary>
/// <param name="Reviews">How often a card that had been known was asked in the last 30 days.</param>
/// <param name="Recalled">How often it was known.</param>
internal sealed record Retention(int Reviews, int Recalled);

/// <summary>A card that one has set aside.</summary>
/// <param name="Id">Which.</param>
/// <param name="FrontEs">Its question, in Spanish.</param>
/// <param name="FrontEn">In English.</param>
internal sealed record SuspendedCard(Guid Id, string FrontEs, string FrontEn);

/// <summary>One's practice at a glance.</summary>
/// <param name="Cards">How many cards one has, without those of lessons that one may not read now.</param>
/// <param name="Closed">How many there are of lessons that one may not read now; they come back with the access.</param>
/// <param name="Due">How many are due now.</param>
/// <param name="Fresh">How many new ones are still for today.</param>
/// <param name="Waiting">How many new ones there are beyond those.</param>
/// <param name="SessionCards">How many a session that begins now has.</param>
/// <param name="SecondsPerCard">How long a card takes one, by one's own reviews where there are enough.</param>
/// <param name="ReviewsToday">How many ratings one has given since one's day began.</param>
/// <param name="Coming">How many come up on each of the seven days from tomorrow on.</param>
/// <param name="Retention">What was still known in the last 30 days.</param>
/// <param name="Suspended">Those that one has set aside; at most 200.</param>
internal sealed record PracticeOverview(
    int Cards,
    int Closed,
    int Due,
    int Fresh,
    int Waiting,
    int SessionCards,
    double SecondsPerCard,
    int ReviewsToday,
    IReadOnlyList<DayLoad> Coming,
    Retention Retention,
    IReadOnlyList<SuspendedCard> Suspended
);

/// <summary>The lesson that a card comes from.</summary>
/// <param name="Course">The course's name in addresses.</param>
/// <param name="Key">The lesson's, below it.</param>
/// <param name="TitleEs">In Spanish.</param>
/// <param name="TitleEn">In English.</param>
internal sealed record CardLesson(string Course, string Key, string TitleEs, string TitleEn);

/// <summary>A card to be asked.</summary>
/// <param name="Stand">Where it stands.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="FrontEs">The question, in Spanish.</param>
/// <param name="FrontEn">In English.</param>
/// <param name="BackEs">The answer, in Spanish.</param>
/// <param name="BackEn">In English.</param>
/// <param name="Lesson">Of a lesson's card: which.</param>
internal sealed record SessionCard(CardStand Stand, CardOrigin Origin, string FrontEs, string FrontEn, string BackEs, string BackEn, CardLesson? Lesson);

/// <summary>What to practise now.</summary>
/// <param name="Cards">What is due first, then new ones.</param>
internal sealed record PracticeSession(IReadOnlyList<SessionCard> Cards);

/// <summary>One's practice: at a glance, the cards of a session, and how well one knows what one knows.</summary>
internal sealed class GetPractice(LearningDb db, PracticeDeck deck, TimeProvider time)
{
    private const int ReviewsForPace = 50;
    private const int MostSuspended = 200;
    private static readonly TimeSpan RetentionWindow = TimeSpan.FromDays(30);

    private sealed record Now(DateTimeOffset At, PracticeDeck.Deck Deck, PracticePlan Plan, double Pace, DateTimeOffset DayBegan, TimeZoneInfo Zone);

    public static void Map(IEndpointRouteBuilder practice)
    {
        practice
            .MapGet("", Overview)
            .WithName("GetPractice")
            .WithSummary("The signed-in user's practice: what is due now and in the next days, and what they still know.");
        practice.MapGet("/session", Session).WithName("GetPracticeSession").WithSummary("The cards of about five minutes at the signed-in user's pace.");
        practice
            .MapGet("/calibration", Calibrate)
            .WithName("GetCalibration")
            .WithSummary("How sure the signed-in user was, against how often they were right.");
    }

    private static async Task<Ok<PracticeOverview>> Overview(ClaimsPrincipal user, GetPractice practice, CancellationToken cancellationToken) =>
        TypedResults.Ok(await practice.Look(user, cancellationToken));

    private static async Task<Ok<PracticeSession>> Session(ClaimsPrincipal user, GetPractice practice, CancellationToken cancellationToken) =>
        TypedResults.Ok(await practice.Begin(user, cancellationToken));

    private static async Task<Ok<Calibration>> Calibrate(ClaimsPrincipal user, LearningDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Calibration.Of(db, user.UserId(), cancellationToken));

    private async Task<PracticeOverview> Look(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (userId, now) = (user.UserId(), await Plan(user, cancellationToken));
        var counted = db.CardReviews.Where(r => r.UserId == userId && r.UndoneAt == null);
        var asked = counted.Where(r => r.PhaseBefore == CardPhase.Review && r.ReviewedAt > now.At - RetentionWindow);
        var aside = now.Deck.Cards.Where(card => card.SuspendedAt is not null).OrderByDescending(card => card.SuspendedAt).Select(card => card.Id).ToList();
        var texts = await db
            .Cards.Where(card => aside.Take(MostSuspended).Contains(card.Id))
            .Select(card => new SuspendedCard(card.Id, card.FrontEs, card.FrontEn))
            .ToListAsync(cancellationToken);
        return new PracticeOverview(
            Cards: now.Deck.Cards.Count,
            Closed: now.Deck.Closed,
            Due: now.Plan.Due.Length,
            Fresh: now.Plan.Fresh.Length,
            Waiting: now.Plan.Waiting,
            SessionCards: now.Plan.Session.Length,
            SecondsPerCard: now.Pace,
            ReviewsToday: await counted.CountAsync(r => r.ReviewedAt >= now.DayBegan, cancellationToken),
            Coming: now.Plan.Coming,
            Retention: new Retention(await asked.CountAsync(cancellationToken), await asked.CountAsync(r => r.Rating != Rating.Again, cancellationToken)),
            Suspended: [.. texts.OrderBy(card => aside.IndexOf(card.Id))]
        );
    }

    private async Task<PracticeSession> Begin(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = await Plan(user, cancellationToken);
        var ids = now.Plan.Session.Select(card => card.Id).ToList();
        var texts = await (
            from card in db.Cards
            where ids.Contains(card.Id)
            join lesson in db.Lessons on card.LessonId equals lesson.Id into lessons
            from lesson in lessons.DefaultIfEmpty()
            join course in db.Courses on lesson.CourseId equals course.Id into courses
            from course in courses.DefaultIfEmpty()
            select new { Card = card, Lesson = lesson == null ? null : new CardLesson(course.Slug, lesson.Key, lesson.TitleEs, lesson.TitleEn) }
        )
            .AsNoTracking()
            .ToDictionaryAsync(row => row.Card.Id, cancellationToken);
        return new PracticeSession([
            .. from one in now.Plan.Session
            let text = texts[one.Id]
            select new SessionCard(
                CardStand.Of(one.Id, one.Version, one.Memory, false, now.At, now.Zone),
                text.Card.Origin,
                text.Card.FrontEs,
                text.Card.FrontEn,
                text.Card.BackEs,
                text.Card.BackEn,
                text.Lesson
            ),
        ]);
    }

    private async Task<Now> Plan(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (userId, at) = (user.UserId(), time.GetUtcNow());
        var zone = await deck.Zone(userId, cancellationToken);
        var began = LocalDay.Begins(LocalDay.Of(at, zone), zone);
        var cards = await deck.Of(user, cancellationToken);
        var counted = db.CardReviews.Where(r => r.UserId == userId && r.UndoneAt == null);
        var newToday = await counted.CountAsync(r => r.PhaseBefore == CardPhase.New && r.ReviewedAt >= began, cancellationToken);
        var seconds = await counted.OrderByDescending(r => r.Number).Take(ReviewsForPace).Select(r => r.Seconds).ToListAsync(cancellationToken);
        var pace = PracticePlan.Pace(seconds);
        var asked = cards.Cards.Where(card => card.SuspendedAt is null).ToList();
        return new Now(at, cards, PracticePlan.Of(asked, at, zone, newToday, pace), pace, began, zone);
    }
}
