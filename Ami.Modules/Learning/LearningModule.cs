using Ami.Modules.Learning.Contracts;
using Ami.Modules.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Learning;

/// <summary>Courses, who may read them, how far people are, quizzes, and practising what they teach. See README.md in this folder.</summary>
public sealed class LearningModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Learning";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<LearningDb>();
        services.AddPersonalData<LearningPersonalData>();
        services.AddPermissions(LearningPermissions.All);
        services.AddScoped<CourseGate>();
        services.AddScoped<CourseSearch>();
        services.AddScoped<LessonSearch>();
        services.AddScoped<SearchWords>();
        services.AddScoped<FindLessons>();
        services.AddScoped<KeepNotes>();
        services.AddScoped<RateCourse>();
        services.AddScoped<Discussion>();
        services.AddScoped<WritePosts>();
        services.AddScoped<MarkPosts>();
        services.AddScoped<StaffPosts>();
        services.AddMessageKinds(DiscussionMessages.Replied, DiscussionMessages.Removed);
        services.AddScoped<GetCourse>();
        services.AddScoped<ReadLesson>();
        services.AddScoped<Progress>();
        services.AddScoped<PublishCourses>();
        services.AddScoped<PracticeDeck>();
        services.AddScoped<GetPractice>();
        services.AddScoped<Practising>();
        services.AddScoped<IPracticeCards, OwnCards>();
        services.AddScoped<PublishQuizzes>();
        services.AddScoped<QuizStandings>();
        services.AddScoped<TakeQuiz>();
        services.AddScoped<SceneMaker>();
        services.AddScoped<TakeScene>();
        services.AddCertificates();
        services.AddExperience();
        services.AddScoped<IProductSource, CourseProducts>();
        services.AddEventHandler<ProductGranted, EnrolBuyer>(EnrolBuyer.Name);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var courses = endpoints.MapGroup("/api/courses").WithTags("Courses");
        ListCourses.Map(courses);
        GetCourse.Map(courses);
        Enrol.Map(courses);
        CourseRatings.Map(courses);
        RateCourse.Map(courses);
        StaffRatings.Map(endpoints.MapGroup("/api/admin/ratings").WithTags("Admin: ratings"));
        var lessons = endpoints.MapGroup("/api/lessons").WithTags("Courses");
        FindLessons.Map(lessons);
        ReadLesson.Map(lessons);
        Bookmarks.Map(lessons);
        var posts = endpoints.MapGroup("/api/posts").RequireAuthorization().WithTags("Discussion");
        ReadDiscussion.Map(lessons, posts);
        WritePosts.Map(posts);
        MarkPosts.Map(posts);
        StaffPosts.Map(endpoints.MapGroup("/api/admin/posts").RequirePermission(LearningPermissions.ModerateDiscussion).WithTags("Admin: discussion"));
        KeepNotes.Map(endpoints);
        MyNotes.Map(endpoints);
        MyLearning.Map(endpoints);
        var practice = endpoints.MapGroup("/api/practice").RequireAuthorization().WithTags("Practice");
        GetPractice.Map(practice);
        RateCards.Map(practice);
        var quizzes = endpoints.MapGroup("/api/quizzes").RequireAuthorization().WithTags("Quizzes");
        QuizEndpoints.Map(quizzes);
        SceneEndpoints.Map(quizzes);
        endpoints.MapCertificates();
        endpoints.MapExperience();
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<PublishAtStart>();
        services.AddScoped<ICommand, RotateBadgeKeyCommand>();
        services.AddSchedule<CloseAttempts>(CloseAttempts.Name, "0 * * * * ?", (job, run, ct) => job.Close(run, ct));
    }
}
