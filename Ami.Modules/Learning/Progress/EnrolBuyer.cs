using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Puts a course that somebody bought or got as a gift among their own, so that they find it there.</summary>
internal sealed class EnrolBuyer(LearningDb db, Progress progress) : IEventHandler<ProductGranted>
{
    public const string Name = "learning.enrol-buyer";

    public async Task Handle(ProductGranted told, EventContext context, CancellationToken cancellationToken)
    {
        if (
            told.Product.Kind == Course.ProductKind
            && Guid.TryParse(told.Product.Id, out var course)
            && await db.Courses.AnyAsync(c => c.Id == course, cancellationToken)
        )
        {
            await progress.Enrol(course, told.UserId, cancellationToken);
        }
    }
}
