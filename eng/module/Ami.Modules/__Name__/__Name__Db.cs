using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.__Name__;

/// <summary>People's entries.</summary>
internal sealed class __Name__Db(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "__snake_name__")
{
    public DbSet<__Name__Entry> Entries => Set<__Name__Entry>();
}
