# Prints the pages that Jekyll makes of a folder, without rendering them: a line of JSON with the file, the path and the
# moment of each.

require 'jekyll'
require 'json'

Jekyll.logger.log_level = :error
site = Jekyll::Site.new(Jekyll.configuration('source' => ARGV[0], 'destination' => "#{ARGV[0]}/_site", 'quiet' => true))
site.reset
site.read

documents = site.collections.values.select { |each| each.label == 'posts' || each.metadata['output'] }.flat_map(&:docs)
# A document of another collection without a date has the time of the build.
moment_of = ->(each) { each.date.to_i if each.data.key?('date') }
pages = documents.map { |each| [each.path.delete_prefix("#{site.source}/"), each.url, moment_of.call(each)] } +
        site.pages.map { |each| [each.relative_path, each.url, nil] }
pages.each do |file, url, moment|
  puts JSON.generate('file' => file, 'path' => site.baseurl.to_s + url, 'moment' => moment)
end
