using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Learning;

namespace Ami.Tests.ApiService.RoleMatrix;

internal sealed partial class Cast
{
    /// <summary>A course that is free, and a lesson of it that everybody may read.</summary>
    private async Task<(Guid Course, Guid Preview)> PublishCourses()
    {
        if (!Needs.Has<LearningModule>())
        {
            return default;
        }

        await Host.Publish(CourseFiles.All);
        var free = CourseFiles.All.First(course => course.File.Access == CourseOffering.Free);
        return (free.Id, free.LessonId(free.File.Lessons.First(lesson => lesson.Preview).Key));
    }
}
