using Ami.Modules.Learning;
using Ami.Modules.Learning.Contracts;
using Ami.TestKit;
using Ami.Tests.Learning;

namespace Ami.Tests.ApiService.RoleMatrix;

internal sealed partial class Cast
{
    /// <summary>A course that is free, a lesson of it that everybody may read, a card of the owner's own, and a quiz with their attempt.</summary>
    private async Task<Taught> PublishCourses()
    {
        if (!Needs.Has<LearningModule>())
        {
            return new Taught(default, default, default, default, default);
        }

        await Host.Publish([.. CourseFiles.All, QuizShelf.AtOnce]);
        var free = CourseFiles.All.First(course => course.File.Access == CourseOffering.Free);
        await Host.Own(cards => cards.Add(new PracticeCard(Owner.UserId, PracticeCause.BrokenRule, "matrix", "¿Regla?", "Rule?", "La regla.", "The rule.")));
        var own = (await Owner.Client.Session())[0].Stand.Id;
        var attempt = (await Owner.Client.Begin(QuizShelf.AtOnce)).Id;
        return new Taught(free.Id, free.LessonId(free.File.Lessons.First(lesson => lesson.Preview).Key), own, QuizShelf.AtOnce.QuizId(), attempt);
    }
}
