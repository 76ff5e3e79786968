"""Addresses of the newsroom. ``<slug>`` never begins a word of the site's own: slugs.validate."""

from django.urls import path

from releases import feeds, newsroom_views, sitemaps, views
from releases.paper import views as paper_views

urlpatterns = [
    path("news/", newsroom_views.newsroom, name="newsroom"),
    path("news/feed.rss", feeds.newsroom_rss, name="newsroom_rss"),
    path("news/<int:year>/", newsroom_views.newsroom_year, name="newsroom_year"),
    path("news/category/<slug:slug>/", newsroom_views.category, name="category"),
    path("news/category/<slug:slug>/feed.rss", feeds.category_rss, name="category_rss"),
    path(
        "news/category/<slug:slug>/<int:year>/", newsroom_views.category_year, name="category_year"
    ),
    path("news/<slug:slug>.json", views.release_json, name="release_json"),
    path("news/<slug:slug>.pdf", paper_views.release_pdf, name="release_pdf"),
    path("news/<slug:slug>.txt", paper_views.release_txt, name="release_txt"),
    path("news/<slug:slug>/", views.release, name="release"),
    path("files/<uuid:public_id>/<str:filename>", views.attachment, name="attachment"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<int:year>.xml", sitemaps.year, name="sitemap_year"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
