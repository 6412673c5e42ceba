using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Issues and finds certificates. Nothing of them is cached: what was revoked is revoked for the next one who looks.</summary>
internal sealed class Certificates(UnitOfWork unitOfWork, LearningDb db, CourseGate gate, Earning earning, TimeProvider time)
{
    /// <param name="View">It.</param>
    /// <param name="IsNew">Whether it was issued with this request.</param>
    public sealed record Issued(CertificateView View, bool IsNew);

    /// <summary>Issues the certificate of a course to whoever has done all of it; again, it gives the same one.</summary>
    public async Task<Kept<Issued>> Issue(Guid courseId, string? given, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (HolderName.Read(given) is not { } holder)
        {
            return new(null, CertificateErrors.HolderInvalid);
        }

        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == courseId, cancellationToken) is not { } course)
        {
            return new(null, LearningErrors.CourseUnknown);
        }

        if (await gate.Reach(course, person, cancellationToken) is null)
        {
            return new(null, CourseGate.Refusal(course, person));
        }

        return await unitOfWork.Run(ct => Issue(course, holder, person.UserId(), ct), cancellationToken);
    }

    /// <summary>The certificate with this code, and its course's name in addresses; null when there is none.</summary>
    public async Task<(Certificate Certificate, string Course)?> Find(string? typed, CancellationToken cancellationToken)
    {
        if (CertificateCode.Read(typed) is not { } code)
        {
            return null;
        }

        var found = await db
            .Certificates.AsNoTracking()
            .Where(c => c.Code == code)
            .Select(c => new { Certificate = c, Course = db.Courses.Where(course => course.Id == c.CourseId).Select(course => course.Slug).Single() })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Certificate, found.Course);
    }

    /// <summary>Somebody's own, the newest first, revoked ones too.</summary>
    public async Task<IReadOnlyList<CertificateView>> Of(Guid userId, CancellationToken cancellationToken)
    {
        var mine = await db
            .Certificates.AsNoTracking()
            .Where(c => c.UserId == userId)
            .OrderByDescending(c => c.IssuedAt)
            .Select(c => new { Certificate = c, Course = db.Courses.Where(course => course.Id == c.CourseId).Select(course => course.Slug).Single() })
            .ToListAsync(cancellationToken);
        return [.. mine.Select(one => CertificateView.Of(one.Certificate, one.Course))];
    }

    private async Task<Kept<Issued>> Issue(Course course, string holder, Guid userId, CancellationToken cancellationToken)
    {
        await unitOfWork.Hold($"learning.certificate:{userId}/{course.Id}", cancellationToken);
        var earlier = await db.Certificates.AsNoTracking().Where(c => c.UserId == userId && c.CourseId == course.Id).ToListAsync(cancellationToken);
        if (earlier.Find(c => c.RevokedAt is null) is { } valid)
        {
            return new(new Issued(CertificateView.Of(valid, course.Slug), false), valid.Holder == holder ? null : CertificateErrors.Exists);
        }

        if (earlier.Exists(c => c.RevokedReason == RevocationReason.Misconduct))
        {
            return new(null, CertificateErrors.Withdrawn);
        }

        var lessons = (await Outline.Of(db, [course.Id], userId, cancellationToken)).LinesOf(course.Id);
        var missing = lessons.Where(lesson => !lesson.IsDone).Select(lesson => lesson.Key).ToList();
        if (missing.Count > 0 || lessons.Count == 0)
        {
            return new(null, CertificateErrors.CourseNotDone(missing));
        }

        var now = time.GetUtcNow();
        var certificate = new Certificate
        {
            Id = TimeOrderedId.New(now),
            Code = CertificateCode.New(),
            UserId = userId,
            CourseId = course.Id,
            Holder = holder,
            TitleEs = course.TitleEs,
            TitleEn = course.TitleEn,
            Lessons = [.. lessons.Select(lesson => new InBoth(lesson.TitleEs, lesson.TitleEn))],
            Minutes = lessons.Sum(lesson => lesson.Minutes),
            ExamPercent = await ExamPercent([.. lessons.Select(lesson => lesson.Id)], userId, cancellationToken),
            IssuedAt = now,
        };
        db.Certificates.Add(certificate);
        await db.SaveChangesAsync(cancellationToken);
        await earning.Get(userId, now, [ExperienceRules.Certificate(course.Id)], cancellationToken);
        return new(new Issued(CertificateView.Of(certificate, course.Slug), true), null);
    }

    /// <summary>What counted of the final exam when it was passed, whatever was tried afterwards; of the last one where there are several; null without one.</summary>
    private async Task<decimal?> ExamPercent(List<Guid> lessons, Guid userId, CancellationToken cancellationToken)
    {
        var exams = await db.Quizzes.AsNoTracking().Where(q => q.IsFinal && lessons.Contains(q.LessonId)).ToListAsync(cancellationToken);
        if (exams.MaxBy(exam => lessons.IndexOf(exam.LessonId)) is not { } last)
        {
            return null;
        }

        var attempts = await db
            .Attempts.AsNoTracking()
            .Where(a => a.LessonId == last.LessonId && a.UserId == userId && a.SubmittedAt != null)
            .OrderBy(a => a.Number)
            .ToListAsync(cancellationToken);
        var passed = attempts.FindIndex(attempt => attempt.Reached == true);
        var counted = passed < 0 ? attempts : attempts.Take(passed + 1);
        return Score.Of(last.Grade, [.. counted.Select(attempt => attempt.Score).OfType<Score>()])?.Percent;
    }
}
