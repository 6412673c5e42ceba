using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Sells courses, by their ids.</summary>
internal sealed class CourseProducts(LearningDb db) : IProductSource
{
    public string Kind => Course.ProductKind;

    public async Task<ProductOffer?> Find(string id, CancellationToken cancellationToken = default)
    {
        if (!Guid.TryParse(id, out var courseId))
        {
            return null;
        }

        var course = await db
            .Courses.AsNoTracking()
            .Include(c => c.Prices)
            .SingleOrDefaultAsync(c => c.Id == courseId && c.Access == CourseOffering.Sold && c.ArchivedAt == null, cancellationToken);
        return course is null
            ? null
            : new ProductOffer(
                course.Product,
                course.TitleEs,
                course.TitleEn,
                [.. course.Prices.Select(p => new Money(p.Amount, Currency.Parse(p.Currency).Value))]
            );
    }
}
