using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>
/// Writes the quizzes and questions of a course, as a part of <see cref="PublishCourses"/>. A question that was edited, or has gone, is retired and stays for
/// the attempts that it was drawn for.
/// </summary>
internal sealed class PublishQuizzes(LearningDb db)
{
    public async Task Write(CourseSource source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = source.Questions.SelectMany(topic => topic.Value.Select(file => New(source, topic.Key, file))).ToDictionary(question => question.Id);
        var known = await db.Questions.Where(question => question.CourseId == source.Id).ToDictionaryAsync(question => question.Id, cancellationToken);
        foreach (var gone in known.Values.Where(question => question.RetiredAt is null && !files.ContainsKey(question.Id)))
        {
            gone.RetiredAt = now;
        }

        // Before what takes their place: of a key there is one at a time.
        await db.SaveChangesAsync(cancellationToken);
        foreach (var question in files.Values)
        {
            if (known.TryGetValue(question.Id, out var back))
            {
                back.RetiredAt = null;
            }
            else
            {
                db.Questions.Add(question);
            }
        }

        await WriteQuizzes(source, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task WriteQuizzes(CourseSource source, CancellationToken cancellationToken)
    {
        var lessons = await db.Lessons.Where(lesson => lesson.CourseId == source.Id).Select(lesson => lesson.Id).ToListAsync(cancellationToken);
        var known = await db.Quizzes.Where(quiz => lessons.Contains(quiz.LessonId)).ToDictionaryAsync(quiz => quiz.LessonId, cancellationToken);
        foreach (var lesson in source.File.Lessons)
        {
            known.Remove(source.LessonId(lesson.Key), out var quiz);
            if (lesson.Quiz is not { } file)
            {
                if (quiz is not null)
                {
                    db.Quizzes.Remove(quiz);
                }

                continue;
            }

            if (quiz is null)
            {
                db.Quizzes.Add(New(source.LessonId(lesson.Key), file));
                continue;
            }

            (quiz.Draw, quiz.PassMark, quiz.Attempts, quiz.WaitMinutes) = (file.Draw, file.PassMark, file.Attempts, file.WaitMinutes);
            (quiz.TimeLimitMinutes, quiz.Grade, quiz.Answers, quiz.IsFinal) = (file.TimeLimitMinutes, file.Grade, file.Answers, file.Final);
        }
    }

    private static Quiz New(Guid lesson, QuizFile file) =>
        new()
        {
            LessonId = lesson,
            Draw = file.Draw,
            PassMark = file.PassMark,
            Attempts = file.Attempts,
            WaitMinutes = file.WaitMinutes,
            TimeLimitMinutes = file.TimeLimitMinutes,
            Grade = file.Grade,
            Answers = file.Answers,
            IsFinal = file.Final,
        };

    private static Question New(CourseSource source, string topic, QuestionFile file)
    {
        var (content, solution) = (file.Content, file.Solution);
        return new Question
        {
            Id = ComputedId.Of(
                $"learning.question:{source.Slug}/{topic}/{file.Key}:{file.Kind}/{file.Points}/{QuestionJson.Write(content)}/{QuestionJson.Write(solution)}"
            ),
            CourseId = source.Id,
            Topic = topic,
            Key = file.Key,
            Kind = file.Kind,
            Points = file.Points,
            Content = content,
            Solution = solution,
        };
    }
}
